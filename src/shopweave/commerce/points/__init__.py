"""Points of members: one balance over all channels, a ledger that only grows.

Owns `point_entries`. Publishes `PointsChanged`.
"""

from shopweave.commerce.points.book import adjust, follow_order, give_back, redeem
from shopweave.commerce.points.errors import NotEnoughPoints, PointsUsedOtherwise
from shopweave.commerce.points.events import PointsChanged
from shopweave.commerce.points.follow import PointsFollow
from shopweave.commerce.points.personal_data import PERSONAL_DATA
from shopweave.commerce.points.read import balance, history, of_order
from shopweave.commerce.points.restore import follow_spent, redeem_on
from shopweave.commerce.points.settings import PointsPreferences
from shopweave.commerce.points.types import Balance, Entry, EntryKind

__all__ = [
    "PERSONAL_DATA",
    "Balance",
    "Entry",
    "EntryKind",
    "NotEnoughPoints",
    "PointsChanged",
    "PointsFollow",
    "PointsPreferences",
    "PointsUsedOtherwise",
    "adjust",
    "balance",
    "follow_order",
    "follow_spent",
    "give_back",
    "history",
    "of_order",
    "redeem",
    "redeem_on",
]
