"""Follow what happens, so that the next answer knows of it within a second."""

from shopweave.commerce import catalog, customers, events, orders
from shopweave.foundation.background import Background
from shopweave.foundation.database import Database, Polling, Transaction
from shopweave.foundation.i18n import LANGUAGES
from shopweave.recommend.offer import Offer, read_offer
from shopweave.recommend.people import People
from shopweave.trust import consent, versions

EVENTS_AT_ONCE = 2000
BUYERS_AT_ONCE = 2000
SECONDS = 0.25


class Watch:
    """Forgets people who did something, and keeps the offer at the catalogue's revision."""

    def __init__(self, database: Database, people: People) -> None:
        self._database, self._people = database, people
        self._after: int | None = None
        self._said: int | None = None
        self._parted: tuple[int, ...] | None = None
        self._batch: int | None = None
        self._merge: str | None = None
        self._offer: Offer | None = None
        self._warm = False
        self._thread = Background("recommend-watch", self.look, Polling(SECONDS), SECONDS)

    @property
    def offer(self) -> Offer:
        """The catalogue as it was a moment ago; take it once per answer."""
        if self._offer is None:
            self.look()
        if self._offer is None:
            raise RuntimeError("the catalogue could not be read")
        return self._offer

    def look(self) -> bool:
        """Look once for news; True when there may be more at once."""
        with self._database.read() as tx:
            more = self._follow_events(tx)
            self._follow_orders(tx)
            self._follow_wishes(tx)
            self._follow_persons(tx)
            self._follow_catalogue(tx)
        if self._warm:
            self.offer.warm(self._database, LANGUAGES)
        return more

    def start(self) -> None:
        """Follow in the background, after a first look."""
        self.look()
        self._warm = True
        self._thread.start()

    def stop(self) -> None:
        """Follow no longer."""
        self._thread.stop()

    def _follow_events(self, tx: Transaction) -> bool:
        if self._after is None:
            self._after = max((event.id for event in events.latest(tx, 1)), default=0)
            return False
        news = events.tail(tx, self._after, EVENTS_AT_ONCE)
        if news:
            self._after = news[-1].id
            self._people.forget({e.customer_id for e in news if e.customer_id is not None})
        return len(news) == EVENTS_AT_ONCE

    def _follow_orders(self, tx: Transaction) -> None:
        batch = orders.revision(tx)
        if self._batch is not None and batch != self._batch:
            buyers = orders.buyers_since(tx, self._batch, BUYERS_AT_ONCE)
            if len(buyers) == BUYERS_AT_ONCE:
                self._people.forget_everybody()
            self._people.forget(buyers)
        self._batch = batch

    def _follow_wishes(self, tx: Transaction) -> None:
        """Hear of consent that was given or withdrawn."""
        if self._said is None:
            self._said = consent.last_statement(tx)
        self._said, heard = consent.heard_since(tx, self._said)
        if heard:
            self._people.forget(heard)

    def _follow_persons(self, tx: Transaction) -> None:
        """Hear of people who turned out to be one, were parted again, or erased."""
        if self._merge is None:
            self._merge = customers.last_merge(tx)
        self._merge, joined = customers.merged_since(tx, self._merge)
        if joined:
            self._people.forget(joined)
        parted = versions.current(tx, versions.VAULT), versions.current(tx, customers.PARTED)
        if parted != self._parted:
            self._parted = parted
            self._people.forget_everybody()

    def _follow_catalogue(self, tx: Transaction) -> None:
        if self._offer is None or catalog.revision(tx) != self._offer.revision:
            self._offer = read_offer(tx, self._offer)
