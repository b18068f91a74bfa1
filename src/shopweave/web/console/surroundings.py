"""What surrounds every page: the shop's clock and currency, and what waits for a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo

from shopweave import decisions
from shopweave.commerce import fulfilment, sources, stock
from shopweave.commerce.sources import Source, home, zone
from shopweave.connectors import sync
from shopweave.foundation import jobs
from shopweave.foundation.database import Transaction


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
    shop = home(tx)
    known = sorted(sources.every(tx), key=lambda source: source.created_at)
    dead = jobs.counts(tx).get(jobs.State.DEAD, 0)
    waiting = {
        "goods": decisions.waiting(tx, "goods"),
        "data": dead,
        "sources": sync.waiting(tx),
        "stock": stock.open_conflicts(tx),
        "collect": fulfilment.waiting(tx),
    }
    return Surroundings(
        shop=shop.name,
        time_zone=zone(shop.time_zone),
        zone_name=shop.time_zone,
        currency=shop.currency,
        sample=bool(known) and all(source.sample for source in known),
        sources=tuple(known),
        waiting={name: number for name, number in waiting.items() if number},
    )
