"""Keep the index at the catalogue of this moment."""

from collections.abc import Callable

from shopweave.commerce import catalog
from shopweave.foundation.background import Background
from shopweave.foundation.database import Database, Polling
from shopweave.recommend import Offer
from shopweave.search.entries import entries
from shopweave.search.index import Index

SECONDS = 0.25


class Follower:
    """Indexes what can be bought now, and what changed since the last look."""

    def __init__(self, database: Database, offer: Callable[[], Offer]) -> None:
        self.index = Index()
        self._database, self._offer = database, offer
        self._held: frozenset[str] = frozenset()
        self._revision: int | None = None
        self._thread = Background("search-follow", self.look, Polling(SECONDS), SECONDS)

    def start(self) -> "Follower":
        """Follow in the background."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Follow no longer."""
        self._thread.stop()

    def look(self) -> bool:
        """Look once for changes."""
        offer = self._offer()
        if offer.revision == self._revision:
            return False
        wanted = frozenset(offer.faces.get(one, one) for one in offer.sellable)
        again = sorted((wanted & self._changed()) | (wanted - self._held))
        self.index.put(entries(self._database, again), gone=self._held - wanted)
        self._held, self._revision = wanted, offer.revision
        return False

    def _changed(self) -> frozenset[str]:
        if self._revision is None:
            return frozenset()
        with self._database.read() as tx:
            return frozenset(catalog.changed(tx, self._revision))
