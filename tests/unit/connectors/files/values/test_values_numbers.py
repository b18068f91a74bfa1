"""A number is read as people write it, and what is none is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopweave.connectors.files.types import Reason
from shopweave.connectors.files.values import NumberStyle, number_parser, number_style

amounts = st.decimals(-(10**9), 10**9, places=2)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("6.95", "6.95"),
        ("£1,234.50", "1234.50"),
        ("¥12", "12"),
        ("￥１２．５０", "12.50"),
        ("12.50 元", "12.50"),
        ("USD 9.90", "9.90"),
        ("9.90 EUR", "9.90"),
        ("(3.20)", "-3.20"),
        ("5-", "-5"),
        ("1 234 567", "1234567"),
        ("1'234.50", "1234.50"),
        ("-0", "0"),
        (3, "3"),
        (2.5, "2.5"),
    ],
)
def test_reads_numbers_as_people_write_them(cell: object, expected: str) -> None:
    """Signs of currencies, thousands and brackets do not hide the number."""
    assert number_parser(NumberStyle())(cell) == Decimal(expected)


@pytest.mark.parametrize(
    "cell", ["abc", "1.2.3", "12 apples", "1e400", "inf", True, "--5", "10000000000000"]
)
def test_refuses_what_is_no_number(cell: object) -> None:
    """Texts, endless and absurd figures are refused."""
    assert number_parser(NumberStyle())(cell) == Reason.NOT_A_NUMBER


@pytest.mark.parametrize("cell", ["", "  ", "NaN", None, "-", float("nan")])
def test_nothing_is_nothing(cell: object) -> None:
    """An empty cell and its usual stand-ins hold no number."""
    assert number_parser(NumberStyle())(cell) is None


@given(st.lists(amounts, min_size=1))
def test_reads_both_ways_of_writing_decimals(values: list[Decimal]) -> None:
    """A column written with points, or with commas, is read as the same numbers."""
    for style, cells in (
        (NumberStyle("."), [f"{value:,.2f}" for value in values]),
        (NumberStyle(","), [f"{v:,.2f}".translate({44: ".", 46: ","}) for v in values]),
    ):
        assert number_style(cells) == style
        assert [number_parser(style)(cell) for cell in cells] == values


@given(st.one_of(st.text(), st.floats(), st.integers(), st.binary()))
def test_never_fails_on_any_cell(cell: object) -> None:
    """Whatever a cell holds, the answer is a number, nothing, or the reason."""
    found = number_parser(NumberStyle())(cell)
    assert isinstance(found, Decimal | Reason | None)
