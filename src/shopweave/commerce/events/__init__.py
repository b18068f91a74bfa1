"""The append-only ledger of what visitors do, and the door through which it arrives.

Owns `events` and `event_tallies`. Publishes `EventsStored` (one per commit, with its id range).
"""

from shopweave.commerce.events.events import EventsStored
from shopweave.commerce.events.history import history, latest, tail, unstored
from shopweave.commerce.events.rated import Rated, rated
from shopweave.commerce.events.reviews import ReviewDraft, add_reviews, take_back_reviews
from shopweave.commerce.events.types import Event, Kind, Tally, Unstored

__all__ = [
    "Event",
    "EventsStored",
    "Kind",
    "Rated",
    "ReviewDraft",
    "Tally",
    "Unstored",
    "add_reviews",
    "history",
    "latest",
    "rated",
    "tail",
    "take_back_reviews",
    "unstored",
]
