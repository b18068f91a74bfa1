"""The append-only ledger of what visitors do, and the door through which it arrives.

Owns `events` and `event_tallies`. Publishes `EventsStored` (one per commit, with its id range).
"""

from shopweave.commerce.events.body import PATIENCE
from shopweave.commerce.events.door import Door
from shopweave.commerce.events.events import EventsStored
from shopweave.commerce.events.history import history, latest, tail, unstored, visitors_among
from shopweave.commerce.events.ledger import Ledger
from shopweave.commerce.events.live import Live
from shopweave.commerce.events.looked import Looked, looked
from shopweave.commerce.events.people import People
from shopweave.commerce.events.personal_data import PERSONAL_DATA
from shopweave.commerce.events.rated import Rated, rated
from shopweave.commerce.events.reviews import ReviewDraft, add_reviews, take_back_reviews
from shopweave.commerce.events.routes import ADDRESSES, Intake
from shopweave.commerce.events.types import Event, Kind, Tally, Unstored

__all__ = [
    "ADDRESSES",
    "PATIENCE",
    "PERSONAL_DATA",
    "Door",
    "Event",
    "EventsStored",
    "Intake",
    "Kind",
    "Ledger",
    "Live",
    "Looked",
    "People",
    "Rated",
    "ReviewDraft",
    "Tally",
    "Unstored",
    "add_reviews",
    "history",
    "latest",
    "looked",
    "rated",
    "tail",
    "take_back_reviews",
    "unstored",
    "visitors_among",
]
