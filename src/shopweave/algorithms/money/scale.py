"""Multiply amounts by fractions in integers: exact, rounded half to even."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def proportion(amounts: Ints, numerator: Ints | int, denominator: Ints | int) -> Ints:
    """(n,) amounts times numerator / denominator.

    Exact for amounts to 10^16 while numerator times denominator stays below 4 * 10^18.
    """
    whole, rest = amounts // denominator, amounts % denominator
    part = _rounded(np.asarray(rest * numerator, np.int64), denominator)
    return np.asarray(whole * numerator + part, np.int64)


def per_thousand(amounts: Ints, thousandths: Ints) -> Ints:
    """Amounts (for one unit) times quantities in thousandths of a unit."""
    return proportion(amounts, thousandths, 1000)


def converted(amount: int, numerator: int, denominator: int) -> int:
    """One amount times a rate, however large both are. denominator: above zero."""
    whole, rest = divmod(amount * numerator, denominator)
    return whole + (2 * rest > denominator or (2 * rest == denominator and whole % 2 == 1))


def _rounded(dividend: Ints, divisor: Ints | int) -> Ints:
    whole, rest = dividend // divisor, dividend % divisor
    up = (2 * rest > divisor) | ((2 * rest == divisor) & (whole % 2 != 0))
    return np.asarray(whole + up, np.int64)
