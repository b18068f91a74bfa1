"""Order lines become orders; returns, fees, corrections and repeats are told from sales."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopweave.commerce.customers import Identity, IdentityKind
from shopweave.commerce.orders import LineKind, OrderDraft, OrderStatus
from shopweave.connectors.files import Form, Reason, Table, read_columns, recognise
from shopweave.connectors.files.contents.order_drafts import OrderDrafts
from shopweave.connectors.files.contents.orders import Ledger
from shopweave.connectors.files.options import Ground, Options, Repeats, settle
from shopweave.connectors.files.presets import preset_for
from shopweave.connectors.files.sieve import find_styles
from shopweave.connectors.files.types import Reject, Row

HEADER = [
    *("Invoice", "StockCode", "Description", "Quantity"),
    *("InvoiceDate", "Price", "Customer ID", "Country"),
]
GROUND = Ground("mark", datetime(2024, 1, 1, tzinfo=UTC))


class Sheet:
    """Rows in memory."""

    def __init__(self, columns: list[str], rows: list[list[object]]) -> None:
        self.columns = tuple(columns)
        self._rows = rows

    def rows(self, reject: Reject) -> Iterator[Row]:
        """Yield the rows, from line 2."""
        yield from enumerate(self._rows, start=2)


def line(
    order: str, code: str, quantity: object = 1, price: object = "2.50", customer: str = "7"
) -> list[object]:
    """One line in the layout of Online Retail."""
    return [order, code, f"Thing {code}", quantity, "2024-01-05 10:00", price, customer, "UK"]


def read(
    rows: list[list[object]], columns: list[str] | None = None, **options: object
) -> tuple[list[OrderDraft], Ledger]:
    """The orders in the rows, and what was found on the way."""
    columns = columns or HEADER
    table = Table("a.csv", Form("csv"), tuple(columns), Sheet(columns, rows))
    preset = preset_for(columns)
    mapping = recognise(columns, "orders")
    styles = find_styles(table, mapping)
    reading = settle(Options(**options), preset, GROUND, styles)  # type: ignore[arg-type]  # by name
    ledger = Ledger(
        read_columns(table, mapping, styles=reading.styles, required=("product", "time")),
        mapping,
        reading,
    )
    drafts = OrderDrafts(ledger.lines(), reading)
    return [draft for _, draft in drafts.order_drafts(0)], ledger


def test_lines_of_an_order_come_together() -> None:
    """Lines with one number are one order, wherever they stand; the first one sets its place."""
    found, _ = read([line("1", "10001"), line("2", "10002"), line("1", "10003", 3)])
    assert [order.external_id for order in found] == ["1", "2"]
    assert [(each.line, each.product) for each in found[0].lines] == [(1, "10001"), (2, "10003")]
    assert found[0].lines[1].quantity == 3
    assert found[0].lines[0].unit_price == 250
    assert found[0].currency == "GBP"
    assert found[0].customer == (Identity(IdentityKind.CUSTOMER_ID, "7"),)
    assert found[0].placed_at == datetime(2024, 1, 5, 10, tzinfo=UTC)


def test_a_cancellation_is_a_return() -> None:
    """An order with the prefix C and negative quantities is a return, kept under its number."""
    (found,), _ = read([line("C1", "10001", -2)])
    assert (found.external_id, found.status_original) == ("C1", "return")
    assert [(each.kind, each.quantity) for each in found.lines] == [(LineKind.RETURN, -2)]


def test_fees_are_no_products() -> None:
    """Postage, discounts and charges are lines of their own kinds and name no product."""
    (found,), _ = read(
        [
            line("1", "10001"),
            line("1", "POST", 1, "18"),
            line("1", "D", -1, "5"),
            line("1", "BANK CHARGES", 1, "15"),
            line("1", "gift_0001_20", 1, "17"),
        ]
    )
    assert [(each.kind, each.product, each.unit_price) for each in found.lines] == [
        (LineKind.PRODUCT, "10001", 250),
        (LineKind.SHIPPING, None, 1800),
        (LineKind.DISCOUNT, None, -500),
        (LineKind.FEE, None, 1500),
        (LineKind.FEE, None, 1700),
    ]


def test_a_negative_price_is_refused() -> None:
    """Bad debt has no place among sales; its line is named."""
    found, ledger = read([line("A1", "B", 1, "-53594.36"), line("1", "10001")])
    assert [order.external_id for order in found] == ["1"]
    assert [(r.line, r.column, r.value, r.reason) for r in ledger.rejected] == [
        (2, "Price", "-53594.36", Reason.NEGATIVE_PRICE)
    ]


def test_lines_without_price_and_customer_correct_the_stock() -> None:
    """They are set aside and counted; a free item for a known customer is kept."""
    found, ledger = read([line("1", "10001", -20, "0", ""), line("2", "10002", 1, "0")])
    assert [order.external_id for order in found] == ["2"]
    assert [(note.key, note.fields) for note in ledger.notes] == [("corrections", {"lines": 1})]


def test_a_quantity_of_nothing_is_refused() -> None:
    """Zero and empty quantities sell nothing."""
    _, ledger = read([line("1", "10001", 0), line("2", "10002", ""), line("3", "10003")])
    assert [r.reason for r in ledger.rejected] == [Reason.MISSING, Reason.ZERO_QUANTITY]


@pytest.mark.parametrize(("repeats", "lines"), [(Repeats.KEEP, 3), (Repeats.DROP, 2)])
def test_exact_repeats_are_told(repeats: Repeats, lines: int) -> None:
    """A line that repeats another exactly is kept or dropped as wished, and counted either way."""
    rows = [line("1", "10001"), line("1", "10001"), line("1", "10001", 2)]
    (found,), ledger = read(rows, repeats=repeats)
    assert len(found.lines) == lines
    assert [(note.key, note.fields) for note in ledger.notes] == [
        (f"repeats_{repeats}", {"lines": 1})
    ]


def test_a_missing_customer_is_nobody() -> None:
    """An order without a customer is kept, and names none."""
    (found,), _ = read([line("1", "10001", customer="")])
    assert found.customer == ()


def test_chinese_orders() -> None:
    """A marketplace's export with masked phones, statuses and prices in yuan is understood."""
    columns = [
        "订单编号",
        "商品编码",
        "商品名称",
        "数量",
        "单价(元)",
        "下单时间",
        "手机号",
        "订单状态",
    ]
    rows = [["1", "茶-1", "绿茶", "2", "¥9.90", "2024年1月5日 18:00", "138****1234", "已取消"]]
    (found,), _ = read(rows, columns, currency="CNY", time_zone="Asia/Shanghai")
    assert found.customer == ()
    assert (found.status, found.status_original) == (OrderStatus.CANCELLED, "已取消")
    assert found.placed_at == datetime(2024, 1, 5, 10, tzinfo=UTC)
    assert (found.lines[0].title, found.lines[0].unit_price) == ("绿茶", 990)
    assert found.currency == "CNY"


def test_a_line_total_gives_the_price() -> None:
    """Where a file has only the amount of a line, the unit price follows from it."""
    columns = ["basket_id", "product_id", "quantity", "sales_value", "timestamp"]
    (found,), _ = read([["1", "a", "4", "10.00", "2024-01-05"]], columns)
    assert found.lines[0].unit_price == 250


def test_without_numbers_who_and_when_make_an_order() -> None:
    """What one customer bought at one moment is one order."""
    columns = ["user", "item", "time"]
    rows = [["a", "x", "2024-01-05"], ["b", "x", "2024-01-05"], ["a", "y", "2024-01-05"]]
    found, _ = read(rows, columns)
    assert [len(order.lines) for order in found] == [2, 1]
    assert len({order.external_id for order in found}) == 2


codes = st.sampled_from(["10001", "10002", "POST", "D", "gift"])
lines = st.builds(
    line,
    st.sampled_from(["1", "2", "C3", "4"]),
    codes,
    st.integers(-3, 3),
    st.decimals(-2, 9, places=2).map(str),
    st.sampled_from(["", "7", "8"]),
)


@given(st.lists(lines, max_size=30))
def test_no_line_is_lost(rows: list[list[object]]) -> None:
    """Each line is in one order, refused, or set aside and counted."""
    found, ledger = read(rows)
    aside = sum(note.fields["lines"] for note in ledger.notes if note.key == "corrections")
    assert sum(len(order.lines) for order in found) + len(ledger.rejected) + aside == len(rows)


@given(st.lists(lines, min_size=1, max_size=30), st.integers(0, 5))
def test_going_on_yields_the_same(rows: list[list[object]], start: int) -> None:
    """Beginning at the n-th order yields exactly what is left, so that an import can resume."""
    table = Table("a.csv", Form("csv"), tuple(HEADER), Sheet(HEADER, rows))
    mapping = recognise(HEADER, "orders")
    reading = settle(Options(), preset_for(HEADER), GROUND, find_styles(table, mapping))
    columns = read_columns(table, mapping, required=("product", "time"))
    first, again = (OrderDrafts(Ledger(columns, mapping, reading).lines(), reading) for _ in "ab")
    assert list(again.order_drafts(start)) == list(first.order_drafts(0))[start:]
