"""What the merchant may change about promises and counts."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from annotated_types import Ge, Le

from shopweave.foundation.preferences import preference

Minutes = Annotated[int, Ge(1), Le(60 * 24 * 60)]
Days = Annotated[int, Ge(1), Le(365)]


class Choice(StrEnum):
    """Which place serves an order that several could serve."""

    MOST_STOCK = "most_stock"
    NEAREST = "nearest"


class CountRule(StrEnum):
    """Which number holds when a source and the ledger differ."""

    ASK = "ask"
    LEDGER = "ledger"
    NEWEST = "newest"
    LOWEST = "lowest"
    SOURCE = "source"


@preference("stock")
@dataclass(frozen=True, slots=True)
class StockPreferences:
    """serving: channel (source id) to the places that serve it; a channel not named: all.

    choice: which place serves an order. counts: what settles two numbers; with `source`, `trusted`
    names for each place (id) the source that is believed there. Minutes and days: how long
    goods are kept, and after how long an order that nobody sent counts as gone.
    """

    serving: dict[str, tuple[str, ...]] = field(default_factory=dict)
    choice: Choice = Choice.MOST_STOCK
    counts: CountRule = CountRule.ASK
    trusted: dict[str, str] = field(default_factory=dict)
    basket_minutes: Minutes = 15
    try_on_minutes: Minutes = 24 * 60
    collect_days: Days = 7
    open_order_days: Days = 30
    exact_public: bool = False
