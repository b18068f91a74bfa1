"""Putting arrivals into the ledger: each message once, with consent, in one commit for all."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import orjson

from shopweave.commerce import catalog
from shopweave.commerce.events import purchases, records, statements
from shopweave.commerce.events.arrival import Arrival, Sending, Stored
from shopweave.commerce.events.events import EventsStored
from shopweave.commerce.events.intake import Parcel
from shopweave.commerce.events.live import Live
from shopweave.commerce.events.people import People
from shopweave.commerce.events.signals import Ground
from shopweave.commerce.events.types import Unstored
from shopweave.foundation import outbox
from shopweave.foundation.database import Transaction, from_micros
from shopweave.foundation.writer import Sink

Sent = tuple[Sending, Arrival]
_HOUR = 3_600_000_000


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one parcel, once it is durable."""

    accepted: int


class Unkept(Counter[tuple[datetime, str, str, str]]):
    """What is counted and not stored, by hour, source, reason and detail."""

    def note(self, sending: Sending, reason: Unstored, detail: str) -> None:
        """Count one more."""
        hour = from_micros(sending.received - sending.received % _HOUR)
        self[hour, sending.source_id, reason.value, detail] += 1


class Ledger:
    """Appends parcels; give `store` to the writer."""

    def __init__(self, people: People, live: Live | None = None) -> None:
        self._people = people
        self._live = live
        # One object for good: the writer joins the items of the same sink into one call.
        self.store: Sink[Parcel, Receipt] = self._store

    def _store(self, tx: Transaction, parcels: Sequence[Parcel]) -> list[Receipt]:
        records.take_turn(tx)
        unkept = _told(parcels)
        fresh = _fresh(tx, parcels, unkept)
        if fresh:
            now = from_micros(max(sending.received for sending, _ in fresh))
            self._keep(tx, fresh, now, unkept)
            if self._live is not None:
                tx.after_commit(self._live.told)
        records.count_unstored(tx, unkept)
        return [Receipt(len(parcel.arrivals)) for parcel in parcels]

    def _keep(self, tx: Transaction, fresh: list[Sent], now: datetime, unkept: Unkept) -> None:
        people = self._people.of(tx, fresh, now)
        kept = [(sent, who) for sent, who in zip(fresh, people, strict=True) if who is not None]
        for (sending, arrival), who in zip(fresh, people, strict=True):
            if who is None:
                unkept.note(sending, Unstored.NO_CONSENT, _MISSING[arrival.ground])
        _append(tx, kept)
        statements.book(tx, kept)
        sent = [each for each, _ in kept]
        self._people.introduce(tx, sent, now)
        for sending, rejected in purchases.enter(tx, self._people.directory, sent, now):
            unkept.note(sending, Unstored.REJECTED, f"order-{rejected.problem.code()}"[:64])
        for sending in purchases.undo(tx, sent, now):
            unkept.note(sending, Unstored.REJECTED, "order-undone-without-secret-key")


_MISSING = {
    Ground.ESSENTIAL: "nobody",
    Ground.UNLESS_WITHDRAWN: "withdrawn",
    Ground.ONLY_IF_GRANTED: "not_given",
}


def _append(tx: Transaction, kept: Sequence[tuple[Sent, str]]) -> None:
    """Add the rows; what is live and what describes the past are published apart."""
    products = _products(tx, [sent for sent, _ in kept])
    for historical in (False, True):
        rows = [_row(sent, who, products) for sent, who in kept if sent[0].historical is historical]
        if rows:
            first, last = records.append(tx, rows)
            outbox.record(tx, EventsStored(first, last, len(rows)), historical)


def _products(tx: Transaction, sent: Sequence[Sent]) -> dict[tuple[str, str], str]:
    """(source, external id) to product, of those that the catalogue knows."""
    named: dict[str, set[str]] = {}
    for sending, arrival in sent:
        if arrival.facts.product_ref is not None:
            named.setdefault(sending.source_id, set()).add(arrival.facts.product_ref)
    return {
        (source_id, ref): product
        for source_id, refs in named.items()
        for ref, product in catalog.ids_of(tx, source_id, list(refs)).items()
    }


def _row(sent: Sent, who: str, products: dict[tuple[str, str], str]) -> Stored:
    sending, arrival = sent
    facts, kept = arrival.facts, arrival.properties
    ref = facts.product_ref
    return Stored(
        arrival.message,
        sending.source_id,
        arrival.type,
        arrival.at,
        sending.received,
        who,
        arrival.session_id,
        None if ref is None else products.get((sending.source_id, ref)),
        ref,
        facts.quantity,
        facts.value,
        facts.currency,
        facts.list_id,
        orjson.dumps(kept).decode() if kept else None,
    )


def _told(parcels: Sequence[Parcel]) -> Unkept:
    """What the parcels say themselves about what was not kept."""
    unkept = Unkept()
    for parcel in parcels:
        for skipped in parcel.skipped:
            unkept.note(parcel.sending, skipped.reason, skipped.detail)
        for refusal in parcel.refused:
            unkept.note(parcel.sending, Unstored.REJECTED, refusal.problem.code())
    return unkept


def _fresh(tx: Transaction, parcels: Sequence[Parcel], unkept: Unkept) -> list[Sent]:
    """Messages that were never stored, each once; repeats are counted."""
    seen = records.known(tx, [each.message for parcel in parcels for each in parcel.arrivals])
    fresh: list[Sent] = []
    for parcel in parcels:
        for arrival in parcel.arrivals:
            if arrival.message in seen:
                unkept.note(parcel.sending, Unstored.DUPLICATE, "")
            else:
                seen.add(arrival.message)
                fresh.append((parcel.sending, arrival))
    return fresh
