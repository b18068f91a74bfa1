"""Money is exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopweave.foundation.money import CurrenciesDiffer, Money, NotMoney, parse_minor


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [("9.90", "EUR", 990), ("12", "JPY", 12), ("1.234", "BHD", 1234), ("-0.5", "CNY", -50)],
)
def test_reads_amounts_in_the_currency_s_own_digits(text: str, currency: str, minor: int) -> None:
    """An amount becomes minor units by the digits of its currency."""
    assert parse_minor(text, currency) == minor


@given(st.integers(-(10**12), 10**12), st.sampled_from(["EUR", "JPY", "BHD"]))
def test_survives_the_way_to_text_and_back(amount: int, currency: str) -> None:
    """Writing an amount as a decimal and reading it again changes nothing."""
    assert parse_minor(str(Money(amount, currency).decimal()), currency) == amount


def test_refuses_what_is_no_amount() -> None:
    """A word in place of an amount is named in the error."""
    with pytest.raises(NotMoney, match="free"):
        parse_minor("free", "EUR")


def test_never_mixes_currencies() -> None:
    """Adding euros to yuan is a mistake, not a number."""
    with pytest.raises(CurrenciesDiffer):
        Money(1, "EUR") + Money(1, "CNY")
