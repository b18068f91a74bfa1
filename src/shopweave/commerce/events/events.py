"""What the ledger tells the rest of the house."""

from dataclasses import dataclass

from shopweave.foundation import outbox


@outbox.event("events.stored")
@dataclass(frozen=True, slots=True)
class EventsStored:
    """One commit put `count` events into the ledger: read them by id, `first` to `last`."""

    first: int
    last: int
    count: int
