"""Follow what happens, so that the next answer knows of it within a second."""

from shopweave.commerce import catalog, events, orders
from shopweave.foundation.background import Background
from shopweave.foundation.database import Database, Polling, Transaction
from shopweave.foundation.i18n import LANGUAGES
from shopweave.recommend.offer import Offer, read_offer
from shopweave.recommend.people import People
from shopweave.trust import consent, versions

EVENTS_AT_ONCE = 2000
ORDERS_AT_ONCE = 50
SECONDS = 0.25


class Watch:
    """Forgets people who did something, and keeps the offer at the catalogue's revision."""

    def __init__(self, database: Database, people: People) -> None:
        self._database, self._people = database, people
        self._after: int | None = None
        self._said: int | None = None
        self._erased = 0
        self._orders: frozenset[tuple[str, str]] = frozenset()
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
        heads = orders.newest(tx, ORDERS_AT_ONCE)
        now = frozenset((head.id, head.status.value) for head in heads)
        fresh = now - self._orders
        if fresh and self._orders:
            ids = {order for order, _ in fresh}
            self._people.forget({h.customer_id for h in heads if h.id in ids and h.customer_id})
        self._orders = now

    def _follow_wishes(self, tx: Transaction) -> None:
        """Hear of consent that was given or withdrawn, and of people who were erased."""
        if self._said is None:
            self._said = consent.last_statement(tx)
        self._said, heard = consent.heard_since(tx, self._said)
        if heard:
            self._people.forget(heard)
        erased = versions.current(tx, versions.VAULT)
        if erased != self._erased:
            self._erased = erased
            self._people.forget_everybody()

    def _follow_catalogue(self, tx: Transaction) -> None:
        if self._offer is None or catalog.revision(tx) != self._offer.revision:
            self._offer = read_offer(tx, self._offer)
