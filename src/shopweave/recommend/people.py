"""What is known of who asks, kept in memory until something new happens."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from shopweave.commerce import catalog, customers, events, orders
from shopweave.commerce.events import Event, Kind
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, Transaction, micros
from shopweave.recommend.record import DAY, LOOKS
from shopweave.recommend.types import NOBODY, Deed, Person
from shopweave.trust import consent
from shopweave.trust.consent import LegalBasis, Purpose

KEPT = 20_000
FRESH = timedelta(minutes=15)
DEEDS = 200
CART_HOURS = 24
DONE = frozenset({Kind.ORDER_COMPLETED, Kind.REVIEWED})


class People:
    """Remembers people by id; `forget` makes the next question read the record again.

    Carts age and orders of an import taken back go unheard: after a quarter of an hour it is
    read again anyway.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock
        self._known: OrderedDict[str, tuple[datetime, Person]] = OrderedDict()
        self._lock = threading.Lock()
        self._forgotten = 0

    def known(self, customer: str | None) -> Person | None:
        """The person, without asking the database; None when it must be asked."""
        if customer is None:
            return NOBODY
        with self._lock:
            found = self._known.get(customer)
        return found[1] if found and self._clock.now() - found[0] < FRESH else None

    def load(self, customer: str) -> Person:
        """Read a person from the record and remember it."""
        now, turn = self._clock.now(), self._forgotten
        with self._database.read() as tx:
            person = read_person(tx, customer, now)
        with self._lock:
            # What happened while we read may be missing in what was read: do not keep it.
            if turn == self._forgotten:
                self._known[customer] = (now, person)
                self._known.move_to_end(customer)
                if len(self._known) > KEPT:
                    self._known.popitem(last=False)
        return person

    def forget(self, who: Iterable[str]) -> None:
        """Something happened to these customers."""
        with self._lock:
            self._forgotten += 1
            for customer in who:
                self._known.pop(customer, None)

    def forget_everybody(self) -> None:
        """Nothing read before may be told."""
        with self._lock:
            self._forgotten += 1
            self._known.clear()


def read_person(tx: Transaction, customer: str, now: datetime) -> Person:
    """What a customer bought, looked at and has in the cart, unless they object to its use."""
    family = customers.family(tx, customer)
    if not consent.allowed(tx, customer, Purpose.PERSONALISATION, LegalBasis.LEGITIMATE_INTEREST):
        return Person(customer, personal=False)
    past = sorted(
        (event for one in family for event in events.history(tx, one, DEEDS)),
        key=lambda event: event.id,
    )
    things = _things(tx, past)
    bought = [
        Deed(b.product_id, micros(b.at) / DAY, b.order_id)
        for b in reversed(orders.bought(tx, family, DEEDS))
    ]
    return Person(
        id=customer,
        bought=_in_time([*bought, *_done(past, things, bought)]),
        seen=tuple(_deed(e, things[e.id]) for e in past if e.type in LOOKS and e.id in things),
        cart=_cart(past, things, now),
    )


def _things(tx: Transaction, past: Sequence[Event]) -> dict[int, str]:
    """The product of each event, also of those that name it by the shop's own code."""
    codes: dict[str, set[str]] = {}
    for event in past:
        if event.product_id is None and event.product_ref is not None:
            codes.setdefault(event.source_id, set()).add(event.product_ref)
    ids = {source: catalog.ids_of(tx, source, sorted(refs)) for source, refs in codes.items()}
    found = {e.id: e.product_id or ids.get(e.source_id, {}).get(e.product_ref or "") for e in past}
    return {key: product for key, product in found.items() if product is not None}


def _done(past: Sequence[Event], things: dict[int, str], bought: Sequence[Deed]) -> list[Deed]:
    """Purchases and ratings told by events, unless an order of the same day says it too."""
    told = {(deed.product, int(deed.at)) for deed in bought}
    deeds = [_deed(e, things[e.id]) for e in past if e.type in DONE and e.id in things]
    return [deed for deed in deeds if (deed.product, int(deed.at)) not in told]


def _cart(past: Sequence[Event], things: dict[int, str], now: datetime) -> tuple[str, ...]:
    """What was put into the cart within a day and neither removed nor bought."""
    cart: dict[str, None] = {}
    for event in past:
        if event.at < now - timedelta(hours=CART_HOURS):
            continue
        if event.type == Kind.CART_ADDED and event.id in things:
            cart[things[event.id]] = None
        elif event.type == Kind.CART_REMOVED and event.id in things:
            cart.pop(things[event.id], None)
        elif event.type == Kind.ORDER_COMPLETED:
            cart.clear()
    return tuple(cart)


def _deed(event: Event, product: str) -> Deed:
    return Deed(product, micros(event.at) / DAY, f"event {event.at}")


def _in_time(deeds: Sequence[Deed]) -> tuple[Deed, ...]:
    return tuple(sorted(deeds, key=lambda deed: deed.at))
