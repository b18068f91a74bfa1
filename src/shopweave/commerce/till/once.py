"""Who tells, from where, and whether it was told before."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from shopweave.commerce import inbound, places, sources
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.places import UnknownPlace
from shopweave.commerce.sources import Health, Source, SourceDraft
from shopweave.commerce.till import records
from shopweave.commerce.till.errors import UsedOtherwise
from shopweave.commerce.till.forms import Told
from shopweave.commerce.till.types import Entry, EntryKind
from shopweave.foundation import ids
from shopweave.foundation.database import Transaction
from shopweave.trust.permissions import Principal

OWN = SourceDraft("till", "till")
CLOCKS_AGREE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing being told: its source and place, and when it happened by our clock."""

    source: Source
    place_id: str
    delivery: Delivery
    at: datetime
    skew: int
    by: str
    digest: bytes

    def entry(self, form: Told, kind: EntryKind) -> Entry:
        """The entry with what everything has that a till tells."""
        return Entry(
            ids.new(),
            self.source.id,
            form.id,
            kind,
            self.digest,
            self.place_id,
            form.till,
            self.by,
            self.at,
            self.delivery.now,
            self.skew,
        )


def begin(tx: Transaction, principal: Principal, form: Told, now: datetime) -> Telling | Entry:
    """Take the turn; returns the entry itself where the same was told before.

    Raises `UsedOtherwise` for other contents under the same number, and `UnknownPlace`.
    """
    inbound.take_turn(tx)
    source = source_of(tx, principal, now)
    digest = inbound.digest(form.model_dump(mode="json", exclude={"sent_at"}))
    before = records.told(tx, source.id, form.id)
    if before is not None:
        if before.hash != digest:
            raise UsedOtherwise(id=form.id)
        return before
    skew = form.sent_at - now if form.sent_at else timedelta(0)
    at = form.at if abs(skew) < CLOCKS_AGREE else form.at - skew
    sources.report(tx, source.id, Health.OK, now)
    seconds = round(skew.total_seconds())
    place = place_of(tx, form.place)
    return Telling(source, place, Delivery(source.id, now), at, seconds, principal.id, digest)


def source_of(tx: Transaction, principal: Principal, now: datetime) -> Source:
    """The source that the caller's key feeds; else `till`, which has what the first source has."""
    if principal.source is not None:
        return sources.get(tx, principal.source)
    known = sorted(sources.every(tx), key=lambda source: source.created_at)
    if not known:
        return sources.ensure(tx, OWN, now)
    first = known[0]
    sample = all(source.sample for source in known)
    draft = SourceDraft(OWN.name, OWN.kind, first.currency, first.time_zone, sample=sample)
    return sources.ensure(tx, draft, now)


def place_of(tx: Transaction, name: str) -> str:
    """Our id of a place; raises `UnknownPlace`."""
    found = places.ids_of(tx, [name])
    if name not in found:
        raise UnknownPlace(place=name)
    return found[name]
