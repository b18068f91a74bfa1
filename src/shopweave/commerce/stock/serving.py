"""Which places serve which channel."""

from collections.abc import Sequence
from dataclasses import dataclass

from shopweave.commerce import places
from shopweave.commerce.places import Place
from shopweave.commerce.stock.pools import Sites, open_sites, sites
from shopweave.commerce.stock.settings import StockPreferences
from shopweave.foundation import preferences
from shopweave.foundation.database import Transaction


@dataclass(frozen=True, slots=True)
class Serving:
    """The rules as they hold now. sites: all that sell, by name. tree: all places."""

    rules: StockPreferences
    sites: tuple[Place, ...]
    tree: Sites

    def of(self, source_id: str | None) -> tuple[str, ...]:
        """Ids of the places that serve a channel; for no channel, all."""
        named = self.rules.serving.get(source_id or "")
        ids = tuple(site.id for site in self.sites)
        return ids if named is None else tuple(one for one in ids if one in named)

    def shut(self, source_id: str | None) -> frozenset[str]:
        """Places that do not serve a channel, though they sell."""
        return frozenset(site.id for site in self.sites) - frozenset(self.of(source_id))


def serving(tx: Transaction) -> Serving:
    """Read the rules and the places."""
    every = places.every(tx)
    return Serving(preferences.get(tx, StockPreferences), tuple(open_sites(every)), sites(every))


def names(sites: Sequence[Place]) -> dict[str, str]:
    """Place id to its name."""
    return {site.id: site.name for site in sites}
