"""What surrounds every page: the shop's clock and currency, and what waits for a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shopweave.commerce import sources
from shopweave.foundation import jobs
from shopweave.foundation.database import Transaction


@dataclass(frozen=True, slots=True)
class Surroundings:
    """sample: whether all data is drawn. waiting: name of a place to what waits there."""

    time_zone: tzinfo = UTC
    zone_name: str = "UTC"
    currency: str = "EUR"
    sample: bool = False
    waiting: Mapping[str, int] = field(default_factory=dict)


UNKNOWN = Surroundings()


def look(tx: Transaction) -> Surroundings:
    """Look around in the record."""
    known = sources.every(tx)
    dead = jobs.counts(tx).get(jobs.State.DEAD, 0)
    waiting = {"data": dead} if dead else {}
    if not known:
        return Surroundings(waiting=waiting)
    first = min(known, key=lambda source: source.created_at)
    zone = _zone(first.time_zone)
    name = first.time_zone if zone is not UTC else "UTC"
    sample = all(source.sample for source in known)
    return Surroundings(zone, name, first.currency, sample, waiting)


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC
