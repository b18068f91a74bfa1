"""Who asks, and what, out of the parameters of a request."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shopweave.commerce import catalog, sources
from shopweave.commerce.customers import Directory, Identity, IdentityKind
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, Transaction
from shopweave.foundation.ids import is_id
from shopweave.recommend.errors import BadQuestion
from shopweave.recommend.types import Question, Slot

LARGEST = 50
LONGEST = 256
CART = 100
KEPT = 50_000
# A stranger may be known a moment later; who is known stays so until a merge.
PERSON_FRESH, LOST_FRESH = timedelta(seconds=60), timedelta(milliseconds=500)
PRODUCT_FRESH = timedelta(hours=1)
# When it was read, and the id; None for what the record does not know.
Remembered = tuple[datetime, str | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters as they came, checked: codes of the shop, not yet ids of the record."""

    slot: Slot
    limit: int
    visitor: str | None
    customer: str | None
    product: str | None
    cart: tuple[str, ...]


def asked_by(parameters: Mapping[str, str]) -> Asked:
    """Check the parameters. Raises `BadQuestion`."""
    slot, limit = parameters.get("slot", "home"), parameters.get("limit", "10")
    if slot not in set(Slot):
        raise BadQuestion(name="slot", value=slot[:40], remedy="use home, product or cart")
    if not (limit.isascii() and limit.isdigit() and 1 <= int(limit[:6]) <= LARGEST):
        raise BadQuestion(name="limit", value=limit[:40], remedy=f"use 1 to {LARGEST}")
    cart = tuple(code for code in parameters.get("cart", "").split(",") if code)
    for name in ("visitor", "customer", "product"):
        if len(parameters.get(name, "")) > LONGEST:
            value = parameters[name][:40]
            raise BadQuestion(name=name, value=value, remedy=f"send at most {LONGEST} characters")
    return Asked(
        Slot(slot),
        int(limit),
        parameters.get("visitor") or None,
        parameters.get("customer") or None,
        parameters.get("product") or None,
        cart[:CART],
    )


@dataclass(slots=True)
class Names:
    """Looks up who and what the shop's codes mean, and remembers it for a while."""

    database: Database
    directory: Directory
    clock: Clock
    _people: dict[tuple[str, str, str], Remembered] = field(default_factory=dict)
    _products: dict[tuple[str, str], Remembered] = field(default_factory=dict)

    def known(self, source: str, asked: Asked) -> tuple[str | None, Question] | None:
        """The customer id and the question, without the database; None when it must be asked."""
        now = self.clock.now()
        people = self._remembered(source, asked, now)
        ids = self._products_known(source, asked, now)
        if None in people or len(ids) < len(set(_codes(asked))):
            return None
        return _led(found[1] for found in people if found), _question(asked, ids)

    def look_up(self, source: str, asked: Asked) -> tuple[str | None, Question]:
        """The customer id and the question; what is not remembered is asked of the database."""
        now = self.clock.now()
        self._tidy()
        ids = self._products_known(source, asked, now)
        missing = [code for code in _codes(asked) if code not in ids]
        with self.database.read() as tx:
            people = {mark: self._person(tx, source, mark) for mark in _marks(asked)}
            found = self._ids(tx, source, missing) if missing else {}
        for mark, customer in people.items():
            self._people[source, *mark] = now, customer
        for code in missing:
            ids[code] = found.get(code)
            self._products[source, code] = now, ids[code]
        return _led(people.values()), _question(asked, ids)

    def _remembered(self, source: str, asked: Asked, now: datetime) -> list[Remembered | None]:
        found = (self._people.get((source, *mark)) for mark in _marks(asked))
        return [one if one and _fresh(one, now, PERSON_FRESH) else None for one in found]

    def _products_known(self, source: str, asked: Asked, now: datetime) -> dict[str, str | None]:
        found = ((code, self._products.get((source, code))) for code in _codes(asked))
        return {code: one[1] for code, one in found if one and _fresh(one, now, PRODUCT_FRESH)}

    def _person(self, tx: Transaction, source: str, mark: tuple[str, str]) -> str | None:
        if mark[0] == IdentityKind.CUSTOMER_ID and is_id(mark[1]):
            return mark[1]
        identity = (Identity(IdentityKind(mark[0]), mark[1]),)
        wanted = [source] if source else [each.id for each in sources.every(tx)]
        found = (self.directory.look_up(tx, each, identity) for each in wanted)
        return next(filter(None, found), None)

    def _ids(self, tx: Transaction, source: str, codes: list[str]) -> dict[str, str | None]:
        found: dict[str, str | None] = {code: code for code in codes if is_id(code)}
        rest = [code for code in codes if code not in found]
        for each in [source] if source else [each.id for each in sources.every(tx)]:
            found = {**catalog.ids_of(tx, each, rest), **found} if rest else found
        return found

    def _tidy(self) -> None:
        for memory in (self._people, self._products):
            if len(memory) > KEPT:
                memory.clear()


def _marks(asked: Asked) -> list[tuple[str, str]]:
    """The surest mark first: what a server says of its customer, then the browser's number."""
    customer = [(IdentityKind.CUSTOMER_ID.value, asked.customer)] if asked.customer else []
    visitor = [(IdentityKind.ANONYMOUS.value, asked.visitor)] if asked.visitor else []
    return customer + visitor


def _codes(asked: Asked) -> list[str]:
    return [*([asked.product] if asked.product else []), *asked.cart]


def _question(asked: Asked, ids: Mapping[str, str | None]) -> Question:
    cart = (ids.get(code) for code in asked.cart)
    return Question(
        asked.slot,
        asked.limit,
        ids.get(asked.product) if asked.product else None,
        tuple(product for product in cart if product is not None),
    )


def _led(people: Iterable[str | None]) -> str | None:
    return next(filter(None, people), None)


def _fresh(found: Remembered, now: datetime, keep: timedelta) -> bool:
    return now - found[0] < (LOST_FRESH if found[1] is None else keep)
