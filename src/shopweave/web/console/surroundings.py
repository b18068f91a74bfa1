"""What surrounds every page: the shop's clock and currency, and what waits for a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo

from shopweave.commerce import sources
from shopweave.commerce.sources import Source
from shopweave.foundation import jobs
from shopweave.foundation.database import Transaction
from shopweave.foundation.preferences import get
from shopweave.web.shop import Shop, zone


@dataclass(frozen=True, slots=True)
class Surroundings:
    """sample: whether all data is drawn. waiting: name of a place to what waits there."""

    shop: str = ""
    time_zone: tzinfo = UTC
    zone_name: str = "UTC"
    currency: str = "EUR"
    sample: bool = False
    sources: tuple[Source, ...] = ()
    waiting: Mapping[str, int] = field(default_factory=dict)


UNKNOWN = Surroundings()


def around(tx: Transaction) -> Surroundings:
    """Look around in the record."""
    shop = get(tx, Shop)
    known = sorted(sources.every(tx), key=lambda source: source.created_at)
    zone_name = shop.time_zone or (known[0].time_zone if known else "UTC")
    currency = shop.currency or (known[0].currency if known else "EUR")
    dead = jobs.counts(tx).get(jobs.State.DEAD, 0)
    return Surroundings(
        shop=shop.name,
        time_zone=zone(zone_name),
        zone_name=zone_name,
        currency=currency,
        sample=bool(known) and all(source.sample for source in known),
        sources=tuple(known),
        waiting={"data": dead} if dead else {},
    )
