"""Tax in a price, and tax on top of one. Rates in millionths: 190,000 is 19 %."""

import numpy as np
from numpy.typing import NDArray

from shopweave.algorithms.money.scale import proportion
from shopweave.algorithms.money.shares import shares

Ints = NDArray[np.int64]
ONE = 1_000_000


def tax_within(gross: Ints, rate: Ints) -> Ints:
    """(n,) the tax that prices with tax hold."""
    return proportion(gross, rate, ONE + rate)


def tax_by_rate(gross: Ints, rate: Ints) -> tuple[Ints, Ints, Ints]:
    """(k,) each rate above zero, what was paid at it, and the tax held in that sum.

    The tax of a receipt is worked out on the sum of a rate, not line by line, as laws on
    invoices ask for it (Directive 2006/112/EC, article 226).
    """
    rates, at = np.unique(rate, return_inverse=True)
    paid = np.zeros(len(rates), np.int64)
    np.add.at(paid, at, gross)
    asked = rates > 0
    return rates[asked], paid[asked], tax_within(paid[asked], rates[asked])


def receipt_taxes(goods: Ints, beside: int, rate: Ints) -> tuple[Ints, Ints, Ints]:
    """(k,) each rate above zero, what was paid at it, and its tax, of one receipt.

    goods: (n,) what each line of goods came to, at rate (n,); beside: discounts and postage, taxed
    like the goods beside them. `tax.js` of the till does the same without a net.
    """
    spread = shares(np.array([beside]), np.zeros(len(goods), np.int64), np.abs(goods))
    return tax_by_rate(goods + spread, rate)


def tax_on(net: Ints, rate: Ints) -> Ints:
    """(n,) the tax that is added to prices without tax."""
    return proportion(net, rate, ONE)
