"""What is paid back adds up."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from shopweave.commerce.orders import Line, LineKind
from shopweave.commerce.returns.refund import Paid, paid_for, refund_of

Kinds = LineKind


def line(number: int, kind: LineKind, quantity: float, price: int) -> Line:
    """A line of an order."""
    return Line(number, kind, f"p{number}", None, "", quantity, price, round(quantity * price))


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9999)), min_size=1, max_size=6),
    st.integers(0, 5000),
    st.integers(0, 900),
)
def test_all_parts_are_all_that_was_paid(goods: list[tuple[int, int]], off: int, tax: int) -> None:
    """However goods come back one by one, the sum is their price less discounts, plus their tax."""
    lines = [line(n, Kinds.PRODUCT, units, price) for n, (units, price) in enumerate(goods, 1)]
    whole = sum(one.total for one in lines)
    off = min(off, whole)
    lines.append(line(90, Kinds.DISCOUNT, 1, -off))
    lines.append(line(91, Kinds.TAX, 1, tax))
    paid = paid_for(lines)
    assert sum(one.whole for one in paid.values()) == (whole - off + tax if whole > off else 0)
    assert sum(one.tax for one in paid.values()) == (tax if whole > off else 0)
    for one in lines[: len(goods)]:
        sum_ = paid[one.line].whole
        steps = [refund_of(sum_, one.quantity, n, 1) for n in range(int(one.quantity))]
        assert sum(steps) == sum_
        assert min(steps) >= 0


def test_tax_on_postage_is_not_paid_back() -> None:
    """Of 200 tax on 900 goods and 100 postage, 180 belong to the goods."""
    lines = [
        line(1, Kinds.PRODUCT, 1, 900),
        line(2, Kinds.SHIPPING, 1, 100),
        line(3, Kinds.TAX, 1, 200),
    ]
    assert paid_for(lines) == {1: Paid(1080, 180)}


def test_a_discount_of_one_line_stays_with_it() -> None:
    """Who paid 5.00 for the reduced cup and 9.00 for the tea gets just that back."""
    cup, tea = line(1, Kinds.PRODUCT, 1, 900), line(3, Kinds.PRODUCT, 1, 900)
    off = replace(line(2, Kinds.DISCOUNT, 1, -400), product_id="p1")
    assert paid_for([cup, off, tea]) == {1: Paid(500), 3: Paid(900)}


def test_what_was_kept_of_a_return_is_no_discount() -> None:
    """In an exchange, a sum kept for a damaged piece does not touch what was bought."""
    tea, back = line(1, Kinds.PRODUCT, 1, 900), line(2, Kinds.RETURN, -1, 500)
    kept = replace(line(3, Kinds.DISCOUNT, 1, 100), product_id="p2")
    assert paid_for([tea, back, kept]) == {1: Paid(900)}
