"""The shop's price list, as a distribution."""

import numpy as np
from numpy.typing import NDArray

from shopweave.commerce.catalog.records import reading
from shopweave.foundation.database import Transaction


def price_list(tx: Transaction, currency: str) -> NDArray[np.int64]:
    """(n,) prices in minor units, the lowest first, of all products and variants on offer."""
    return np.array(reading.amounts(tx, currency), np.int64)
