"""What is left of every sale: costs, taxes, fees, exchange rates, and the profit they leave.

Owns `cost_prices`, `exchange_rates`, `line_profits`, `unbooked_orders`, `profit_due` and
`profit_state`; the last four follow from the record and can be rebuilt. Publishes no events.
"""

from shopweave.commerce.money import costs, rates, tasks
from shopweave.commerce.money.due import KIND, ask
from shopweave.commerce.money.errors import CostOfUnknownProduct, NotARate, ReceiptWithoutDate
from shopweave.commerce.money.follow import follow, forget, heed, rebuild, waiting
from shopweave.commerce.money.one import Effect, OrderMoney, of_order, preview
from shopweave.commerce.money.preferences import FeeKind, FeeRule, MoneyRules, TaxRate
from shopweave.commerce.money.sums import gaps, left_of, losses, profit, profit_by
from shopweave.commerce.money.taxes import TaxShare, rules_of_till, taxes_within
from shopweave.commerce.money.types import (
    By,
    CostPrice,
    CostPriceDraft,
    Gaps,
    Loss,
    Missing,
    Origin,
    Profit,
    RateDraft,
    Segment,
)

__all__ = [
    "KIND",
    "By",
    "CostOfUnknownProduct",
    "CostPrice",
    "CostPriceDraft",
    "Effect",
    "FeeKind",
    "FeeRule",
    "Gaps",
    "Loss",
    "Missing",
    "MoneyRules",
    "NotARate",
    "OrderMoney",
    "Origin",
    "Profit",
    "RateDraft",
    "ReceiptWithoutDate",
    "Segment",
    "TaxRate",
    "TaxShare",
    "ask",
    "costs",
    "follow",
    "forget",
    "gaps",
    "heed",
    "left_of",
    "losses",
    "of_order",
    "preview",
    "profit",
    "profit_by",
    "rates",
    "rebuild",
    "rules_of_till",
    "tasks",
    "taxes_within",
    "waiting",
]
