"""The tax of a receipt, rate by rate."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from shopweave.algorithms.money import tax_by_rate

RATES = [0, 70_000, 190_000]
LINES = st.lists(st.tuples(st.integers(-(10**7), 10**7), st.sampled_from(RATES)), max_size=20)


def test_each_rate_has_its_sum() -> None:
    """Three lines at two rates: 19 % of 29.70 with tax is 4.74, 7 % of 10.70 is 0.70."""
    gross = np.array([1980, 1070, 990, 500])
    rate = np.array([190_000, 70_000, 190_000, 0])
    rates, paid, tax = tax_by_rate(gross, rate)
    assert rates.tolist() == [70_000, 190_000]
    assert paid.tolist() == [1070, 2970]
    assert tax.tolist() == [70, 474]


@given(LINES)
def test_what_is_taxed_adds_up(lines: list[tuple[int, int]]) -> None:
    """No line is lost or counted twice, and net plus tax is what was paid, within half a cent."""
    gross = np.array([amount for amount, _ in lines], np.int64)
    rate = np.array([one for _, one in lines], np.int64)
    rates, paid, tax = tax_by_rate(gross, rate)
    assert paid.sum() == gross[rate > 0].sum()
    net = paid - tax
    assert (np.abs(net * rates / 1_000_000 - tax) <= 1).all()
