"""Amounts as tills read them."""

from shopweave.foundation.money import Money


def major(amount: int, currency: str) -> str:
    """An amount in major units."""
    return str(Money(amount, currency).decimal())
