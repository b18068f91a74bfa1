"""What is left of each line."""

from dataclasses import fields

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from shopweave.algorithms.money import Book, Charges, Margins, Reported, margins

KINDS = ("tax", "commission", "payment", "shipping", "return", "other")


def _book(totals: list[int], owner: list[int] | None = None, **more: object) -> Book:
    m = len(totals)
    order = np.array(owner or [0] * m, np.int64)
    n = int(order.max()) + 1
    total = np.array(totals, np.int64)
    usual = {
        "order": order,
        "total": total,
        "quantity": np.where(total < 0, -1000, 1000),
        "returned": total < 0,
        "cost": np.zeros(m, np.int64),
        "known": np.ones(m, bool),
        "tax": np.zeros(m, np.int64),
        "commission": np.zeros(m, np.int64),
        "on_top": np.zeros(n, bool),
        "extra": np.zeros(n, np.int64),
        "refunded": np.zeros(n, bool),
        "at_once": np.zeros(m, bool),
    }
    given_ = {name: np.array(value) for name, value in more.items()}
    return Book(**usual | given_)


def _charges(n: int = 1, **more: int) -> Charges:
    names = [field.name for field in fields(Charges)]
    return Charges(**{name: np.full(n, more.get(name, 0), np.int64) for name in names})


def _reported(n: int = 1, **more: int) -> Reported:
    amounts = {kind: np.full(n, more.get(kind.replace("return", "back"), 0)) for kind in KINDS}
    told = {kind: np.full(n, kind.replace("return", "back") in more) for kind in KINDS}
    return Reported(amounts, told)


def _sums(found: Margins) -> dict[str, int]:
    sums = {field.name: int(getattr(found, field.name).sum()) for field in fields(found)}
    return {name: value for name, value in sums.items() if value}


def test_an_order_through_a_marketplace() -> None:
    """Price with tax less tax, goods, commission, payment and postage is what is left."""
    book = _book([11900], cost=[5000], tax=[190_000], commission=[150_000])
    charges = _charges(payment=35, payment_share=29_000, shipping=450)
    found = margins(book, charges, _reported())
    assert _sums(found) == {
        "revenue": 11900, "tax": 1900, "goods": 5000, "commission": 1785, "payment": 380,
        "shipping": 450,
    }  # fmt: skip
    assert found.profit.tolist() == [2385]


def test_what_was_reported_beats_the_rules() -> None:
    """The marketplace's own bill counts, not what we thought it would be."""
    book = _book([10000], commission=[150_000])
    found = margins(book, _charges(shipping=450), _reported(commission=1234, shipping=0))
    assert _sums(found) == {"revenue": 10000, "commission": 1234}


def test_a_tax_exempt_order_pays_none() -> None:
    """A reported tax of 0 is a tax of 0, whatever the rate."""
    assert "tax" not in _sums(margins(_book([10000], tax=[190_000]), _charges(), _reported(tax=0)))


def test_tax_on_top_is_paid_by_the_buyer() -> None:
    """Prices without tax: the revenue grows by the tax, the profit does not."""
    found = margins(_book([10000], tax=[190_000], on_top=[True]), _charges(), _reported())
    assert (_sums(found), found.profit.tolist()) == ({"revenue": 11900, "tax": 1900}, [10000])


def test_postage_and_discounts_are_taxed_with_their_goods() -> None:
    """What the buyer paid beside the goods is shared by their worth, each with its own tax."""
    found = margins(
        _book([7500, 2500], tax=[190_000, 70_000], extra=[-1000]), _charges(), _reported()
    )
    assert found.revenue.tolist() == [6750, 2250]
    assert found.tax.tolist() == [1078, 147]


def test_a_return_gives_back_what_it_took() -> None:
    """Money, tax, goods and commission come back; payment and postage were spent."""
    book = _book(
        [10000, -10000], [0, 1], cost=[4000, 4000], tax=[190_000] * 2, commission=[100_000] * 2
    )
    found = margins(book, _charges(2, payment=30, shipping=400, returns=250), _reported(2))
    assert found.profit.tolist() == [
        10000 - 1597 - 4000 - 1000 - 30 - 400,
        -(10000 - 1597 - 4000 - 1000) - 250,
    ]


def test_an_exchange_is_charged_on_what_was_paid() -> None:
    """Set off at once, only the difference is paid, never less than nothing; a later return is."""
    book = _book(
        [10000, -8000, 3000, -8000, 10000, -8000],
        [0, 0, 1, 1, 2, 2],
        at_once=[True] * 4 + [False] * 2,
    )
    found = margins(book, _charges(3, payment=30, payment_share=10_000), _reported(3))
    assert found.payment.tolist() == [20 + 30, 0, 0, 0, 100 + 30, 0]


def test_a_refunded_order_keeps_its_costs() -> None:
    """The money went back without a word of the goods: what was spent stays spent."""
    book = _book([10000], cost=[4000], commission=[100_000], refunded=[True])
    found = margins(book, _charges(payment=30, shipping=400, returns=250), _reported())
    assert _sums(found) == {"goods": 4000, "payment": 30, "shipping": 400, "returns": 250}


def test_an_unknown_cost_is_not_written_as_one() -> None:
    """What nobody told stands apart, and does not become a figure."""
    found = margins(_book([100, 100], cost=[60, 60], known=[True, False]), _charges(), _reported())
    assert found.goods.tolist() == [60, 0]


LINE = st.tuples(
    st.integers(0, 3), st.integers(-(10**7), 10**7), st.integers(0, 10**6), st.integers(0, 300_000)
)


@given(
    st.lists(LINE, min_size=1, max_size=9, unique_by=lambda line: abs(line[1])),
    st.integers(-500, 2000),
    st.integers(0, 2000),
)
def test_every_column_adds_up(
    lines: list[tuple[int, int, int, int]], extra: int, fixed: int
) -> None:
    """Nothing of an order is lost on the way to its lines, in whatever order they come."""
    lines = [*((order, 10**8, 0, 0) for order in range(4)), *lines]
    whole = _result(lines, extra, fixed)
    assert int(whole.revenue.sum()) == sum(line[1] for line in lines) + 4 * extra
    assert int(whole.shipping.sum()) == 4 * fixed
    turned = _result(lines[::-1], extra, fixed)
    for field in fields(Margins):
        one, other = getattr(whole, field.name), getattr(turned, field.name)[::-1]
        assert _by_line(lines, one) == _by_line(lines, other)


def _result(lines: list[tuple[int, int, int, int]], extra: int, fixed: int) -> Margins:
    owner, totals, costs, rates = map(list, zip(*lines, strict=True))
    book = _book(totals, owner, cost=costs, tax=rates, extra=[extra] * 4)
    return margins(book, _charges(4, shipping=fixed, payment_share=20_000), _reported(4))


def _by_line(lines: list[tuple[int, int, int, int]], values: np.ndarray) -> list[object]:
    return sorted(zip(lines, values.tolist(), strict=True))
