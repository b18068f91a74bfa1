"""Putting arrivals into the ledger: each message once, with consent, in one commit for all."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import orjson

from shopweave.commerce.events import records
from shopweave.commerce.events.arrival import Arrival, Stored
from shopweave.commerce.events.events import EventsStored
from shopweave.commerce.events.intake import Parcel
from shopweave.commerce.events.people import People
from shopweave.commerce.events.types import Unstored
from shopweave.foundation import outbox
from shopweave.foundation.database import Transaction, from_micros
from shopweave.foundation.writer import Sink

Sent = tuple[str, Arrival]
Unkept = Counter[tuple[datetime, str, str, str]]
_HOUR = 3_600_000_000


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one parcel, once it is durable."""

    stored: int


class Ledger:
    """Appends parcels; give `store` to the writer."""

    def __init__(self, people: People) -> None:
        self._people = people
        # One object for good: the writer joins the items of the same sink into one call.
        self.store: Sink[Parcel, Receipt] = self._store

    def _store(self, tx: Transaction, parcels: Sequence[Parcel]) -> list[Receipt]:
        records.take_turn(tx)
        unkept = _counted(parcels)
        fresh = _fresh(tx, parcels, unkept)
        rows = self._rows(tx, fresh)
        if rows:
            first, last = records.append(tx, rows)
            outbox.record(tx, EventsStored(first, last, len(rows)))
        records.count_unstored(tx, unkept)
        return [Receipt(len(parcel.arrivals)) for parcel in parcels]

    def _rows(self, tx: Transaction, fresh: Sequence[Sent]) -> list[Stored]:
        people = self._people.of(tx, fresh)
        return [_row(sent, person) for sent, person in zip(fresh, people, strict=True)]


def _row(sent: Sent, person: str | None) -> Stored:
    source_id, arrival = sent
    facts, kept = arrival.facts, arrival.properties
    return Stored(
        arrival.message,
        source_id,
        arrival.type,
        arrival.at,
        arrival.received,
        person,
        arrival.session_id,
        None,
        facts.product_ref,
        facts.quantity,
        facts.value,
        facts.currency,
        facts.list_id,
        orjson.dumps(kept).decode() if kept else None,
    )


def _hour(moment: int) -> datetime:
    return from_micros(moment - moment % _HOUR)


def _counted(parcels: Sequence[Parcel]) -> Unkept:
    """What the parcels say themselves about what was not kept."""
    unkept: Unkept = Counter()
    for parcel in parcels:
        where = (_hour(parcel.sending.received), parcel.sending.source_id)
        unkept.update((*where, str(skipped.reason), skipped.detail) for skipped in parcel.skipped)
        unkept.update(
            (*where, str(Unstored.REJECTED), refusal.problem.code()) for refusal in parcel.refused
        )
    return unkept


def _fresh(tx: Transaction, parcels: Sequence[Parcel], unkept: Unkept) -> list[Sent]:
    """Messages that were never stored, each once; repeats are counted."""
    seen = records.known(tx, [each.message for parcel in parcels for each in parcel.arrivals])
    fresh: list[Sent] = []
    for parcel in parcels:
        source_id = parcel.sending.source_id
        for arrival in parcel.arrivals:
            if arrival.message in seen:
                unkept[_hour(arrival.received), source_id, str(Unstored.DUPLICATE), ""] += 1
            else:
                seen.add(arrival.message)
                fresh.append((source_id, arrival))
    return fresh
