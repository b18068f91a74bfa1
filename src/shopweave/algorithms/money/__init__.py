"""Money in whole minor units: shares, taxes, rates, margins, the lowest price of late."""

from shopweave.algorithms.money.average import moving_average
from shopweave.algorithms.money.lowest import DAY, Change, Reduction, lowest_between, reduction_at
from shopweave.algorithms.money.margin import Book, Charges, Margins, Reported, margins
from shopweave.algorithms.money.rates import Quote, Rate, Rates
from shopweave.algorithms.money.scale import converted, per_thousand, proportion
from shopweave.algorithms.money.shares import shares
from shopweave.algorithms.money.tax import ONE, receipt_taxes, tax_by_rate, tax_on, tax_within

__all__ = [
    "DAY",
    "ONE",
    "Book",
    "Change",
    "Charges",
    "Margins",
    "Quote",
    "Rate",
    "Rates",
    "Reduction",
    "Reported",
    "converted",
    "lowest_between",
    "margins",
    "moving_average",
    "per_thousand",
    "proportion",
    "receipt_taxes",
    "reduction_at",
    "shares",
    "tax_by_rate",
    "tax_on",
    "tax_within",
]
