"""The taxes that stand on a receipt, worked out from the merchant's rates."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopweave.algorithms.money import ONE, receipt_taxes
from shopweave.commerce import orders, sources
from shopweave.commerce.money.ground import Ground, ground
from shopweave.commerce.money.preferences import MoneyRules
from shopweave.commerce.money.rules import Sale, millionths
from shopweave.commerce.orders import Accounts, CostKind, LineKind
from shopweave.foundation import preferences
from shopweave.foundation.database import Transaction, from_micros

_GOODS = {LineKind.PRODUCT, LineKind.RETURN}
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class TaxShare:
    """What was paid at one rate, tax included, and the tax in it: minor units of the order."""

    percent: Decimal
    paid: int
    tax: int


def taxes_within(tx: Transaction, order_id: str) -> tuple[TaxShare, ...]:
    """By rate, the lowest first: discounts and postage are taxed like the goods beside them.

    Nothing for an order whose source told its tax itself or sells at prices without tax.
    """
    found = orders.accounts(tx, [order_id])
    looked_at = ground(tx, found)
    goods = np.array([kind in _GOODS for kind in found.kind], bool)
    told = LineKind.TAX in found.kind or CostKind.TAX in found.cost_kind
    if told or not goods.any() or looked_at.without_tax(found.source[0]):
        return ()
    total = found.total
    rates = _rates(looked_at, found, goods)
    columns = receipt_taxes(total[goods], int(total[~goods].sum()), rates)
    return tuple(
        TaxShare(Decimal(rate) * 100 / ONE, *sums)
        for rate, *sums in zip(*(column.tolist() for column in columns), strict=True)
    )


def rules_of_till(tx: Transaction, source: str) -> dict[str, Any]:
    """The rates by which a till works taxes out where nobody can be asked: the same as here."""
    rules = preferences.get(tx, MoneyRules)
    return {
        "country": sources.home(tx).country,
        "rates": [
            {
                "millionths": millionths(rate),
                "country": rate.country,
                "category": rate.category,
                "since": rate.since.isoformat() if rate.since else "",
            }
            for rate in (rules.taxes if source not in rules.without_tax else ())
        ],
    }


def _rates(looked_at: Ground, found: Accounts, goods: Flags) -> NDArray[np.int64]:
    sale = Sale(
        from_micros(int(found.placed_at[0])).date(),
        looked_at.sources.get(found.source[0], ""),
        found.channel[0],
        found.country[0] or looked_at.country,
    )
    products = [name for name, good in zip(found.product, goods, strict=True) if good]
    categories = [looked_at.categories.get(name or "", "") for name in products]
    rates = [looked_at.rulebook.tax(sale._replace(category=one)) for one in categories]
    return np.array(rates, np.int64)
