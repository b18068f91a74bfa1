"""The search at the top, as suggestions while typing and as a page."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter
from starlette.responses import Response

from shopweave.commerce import catalog, orders
from shopweave.commerce.catalog import Selection
from shopweave.foundation.database import Transaction
from shopweave.trust.permissions import Permission
from shopweave.web.console import navigation, people
from shopweave.web.console.page import Page, opened

router = APIRouter()
Visit = Annotated[Page, opened(Permission.ACCOUNT_OWN)]
EACH = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found."""

    icon: str
    name: str
    address: str
    kind: str


@router.get("/search")
def index(page: Visit, q: str = "") -> Response:
    """Find it; while somebody types, only the list is answered."""
    words = q.strip()[:200]
    hits = _places(page, words)
    if words:
        with page.house.database.read() as tx:
            hits = [*hits, *_people(page, tx, words), *_goods(page, tx, words)]
    typing = "hx-request" in page.request.headers
    template = "search/found.html" if typing else "search/page.html"
    return page.show(template, hits=hits, words=words)


def _places(page: Page, words: str) -> list[Hit]:
    titles = [(place, page.say(place.title)) for place in navigation.EVERYWHERE]
    kind = page.say("search.place")
    return [
        Hit(place.icon, title, place.address, kind)
        for place, title in titles
        if words.casefold() in title.casefold()
    ]


def _people(page: Page, tx: Transaction, words: str) -> list[Hit]:
    if not page.principal.may(Permission.CUSTOMERS_READ):
        return []
    found = page.house.directory.find(tx, words)[:EACH]
    kind = page.say("customers.customer")
    named = people.names(page, tx, found).items()
    return [Hit("user", name, f"/customers/{one}", kind) for one, name in named]


def _goods(page: Page, tx: Transaction, words: str) -> list[Hit]:
    hits = []
    if page.principal.may(Permission.CATALOG_READ):
        kind = page.say("products.product")
        cards = catalog.search(
            tx, Selection(words), language=page.formats.language, limit=EACH
        ).cards
        hits += [Hit("package", card.title, f"/products/{card.id}", kind) for card in cards]
    if page.principal.may(Permission.ORDERS_READ):
        kind = page.say("orders.order")
        heads = orders.search(tx, words, limit=EACH).orders
        hits += [Hit("receipt", head.number, f"/orders/{head.id}", kind) for head in heads]
    return hits
