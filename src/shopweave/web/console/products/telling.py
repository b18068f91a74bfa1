"""Prices set by hand, and what the product's shop was told of them."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from shopweave.commerce import catalog
from shopweave.commerce.catalog import Edit, Product
from shopweave.connectors.contract import Can, Entity
from shopweave.connectors.sync import Connection, Message, connection_of, messages_of, price_changes
from shopweave.foundation.database import Transaction
from shopweave.foundation.money import parse_minor
from shopweave.foundation.problems import Problem
from shopweave.trust.permissions import Permission
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, opened

router = APIRouter()
Change = Annotated[Page, opened(Permission.CATALOG_WRITE)]
Written = Annotated[list[str], Form(max_length=200)]


@dataclass(frozen=True, slots=True)
class AtShop:
    """A connected shop that takes prices, and what it was told of one product."""

    shop: Connection
    messages: list[Message]


def at_shop(page: Page, tx: Transaction, product: Product) -> AtShop | None:
    """None where the product's source takes no prices."""
    shop = connection_of(tx, product.source_id)
    kinds = page.house.sources.connections.shops
    if shop is None or Can.WRITE_PRICE not in kinds.kind(shop.kind).can:
        return None
    return AtShop(shop, messages_of(tx, shop.source_id, Entity.PRODUCTS, product.external_id))


@router.post("/products/{product_id}/prices")
def price(product_id: str, page: Change, owner: Written, price: Written) -> Response:
    """Keep the prices that differ. owner: OWNER.CURRENCY of each; an empty field is left alone."""
    address = f"/products/{product_id}"
    try:
        with page.house.database.write() as tx:
            product = catalog.get(tx, product_id)
            pairs = zip(owner, price, strict=False)
            wanted = [_edit(product_id, *pair) for pair in pairs if pair[1].strip()]
            new = [one for one in wanted if catalog.shown_value(product, one.field) != one.value]
            if not new:
                return page.go(address)
            made = catalog.edit(tx, new, page.principal.id, page.now)
            page.note(tx, "product.edited", f"product:{product_id}", {"fields": ["price"]})
    except Problem as problem:
        return page.go(address, Notice(problem.sentence(page.formats.language)))
    undo = f"/goods/edits/{made}/undo"
    return page.go(address, Notice(page.say("goods.filled"), undo, {"back": address}))


@router.post("/products/{product_id}/tell")
def tell(product_id: str, page: Change) -> Response:
    """Tell the product's shop its prices as they are now."""
    address = f"/products/{product_id}"
    with page.house.database.read() as tx:
        product = catalog.get(tx, product_id)
    do = page.house.sources.write_back
    try:
        do.ask_prices(product.source_id, price_changes(product), page.principal)
    except Problem as problem:
        return page.go(address, Notice(problem.sentence(page.formats.language)))
    return page.go(address, Notice(page.say("sources.message.asked")))


def _edit(product_id: str, owner: str, text: str) -> Edit:
    currency = owner.rpartition(".")[2]
    return Edit(product_id, f"price.{owner}", parse_minor(text, currency))
