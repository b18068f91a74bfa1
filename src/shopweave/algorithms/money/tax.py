"""Tax in a price, and tax on top of one. Rates in millionths: 190,000 is 19 %."""

import numpy as np
from numpy.typing import NDArray

from shopweave.algorithms.money.scale import proportion

Ints = NDArray[np.int64]
ONE = 1_000_000


def tax_within(gross: Ints, rate: Ints) -> Ints:
    """(n,) the tax that prices with tax hold."""
    return proportion(gross, rate, ONE + rate)


def tax_on(net: Ints, rate: Ints) -> Ints:
    """(n,) the tax that is added to prices without tax."""
    return proportion(net, rate, ONE)
