"""The pages of products."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from shopweave.commerce import catalog, orders, places, stock
from shopweave.commerce.catalog import Status
from shopweave.commerce.stock import Level
from shopweave.recommend import NOBODY, Question, Slot
from shopweave.trust.permissions import Permission
from shopweave.web.console import reasons
from shopweave.web.console.figures import latest
from shopweave.web.console.listing import Listing
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, opened

router = APIRouter()
Visit = Annotated[Page, opened(Permission.CATALOG_READ)]
Change = Annotated[Page, opened(Permission.CATALOG_WRITE)]
MOVES, BESIDE = 8, 6


@router.get("/products")
def index(page: Visit) -> Response:
    """List the products by title."""
    view = Listing.read("/products", page.request.query_params, filters=("status", "category"))
    status = view.chosen("status")
    with page.house.database.read() as tx:
        found = catalog.search(
            tx,
            view.text,
            language=page.formats.language,
            status=Status(status) if status in set(Status) else None,
            category=view.chosen("category"),
            cursor=view.after or None,
            limit=view.limit,
        )
        sellable = catalog.sellable(tx)
        levels = stock.of_products(tx, [card.id for card in found.cards])
        categories = catalog.every_category(tx)
    return page.show(
        "products/list.html",
        view=view,
        found=found,
        on_hand=_on_hand(levels),
        sellable=len(sellable.product_ids),
        statuses=list(Status),
        categories=[(category.id, category.path) for category in categories[:200]],
    )


@router.get("/products/{product_id}")
def one(product_id: str, page: Visit) -> Response:
    """Show one product with all that is known of it."""
    beside = page.house.recommender.preview(
        NOBODY, Question(Slot.product, BESIDE, product=product_id)
    )
    with page.house.database.read() as tx:
        product = catalog.get(tx, product_id)
        language = page.formats.language
        cards = catalog.cards(tx, [product_id, *reasons.named_by(beside)], language)
        until = latest(tx, page.now)
        return page.show(
            "products/one.html",
            product=product,
            card=cards[product_id],
            beside=reasons.of_suggestions(page, beside, cards),
            levels=stock.of_products(tx, [product_id]),
            moves=stock.history(tx, product_id, limit=MOVES),
            places={place.id: place.name for place in places.every(tx)},
            sold=orders.sales_of_product(tx, product_id, until - timedelta(days=90), until),
            variants={variant.id: _named(variant.options) for variant in product.variants},
            may_change=page.principal.may(Permission.CATALOG_WRITE),
        )


@router.post("/products/{product_id}/status")
def set_status(product_id: str, page: Change, status: Annotated[Status, Form()]) -> Response:
    """Offer the product or keep it back; recommendations follow at once."""
    with page.house.database.write() as tx:
        before = catalog.get(tx, product_id).status
        catalog.set_status(tx, product_id, status, page.now)
        page.note(tx, "product.status_changed", f"product:{product_id}", {"to": status.value})
    address = f"/products/{product_id}"
    told = page.say(f"products.now_{status}")
    return page.go(address, Notice(told, f"{address}/status", {"status": before}))


def _on_hand(levels: Iterable[Level]) -> dict[str, float]:
    """Units per product over all places, of those that were ever counted."""
    sums: dict[str, float] = {}
    for level in levels:
        if level.tracked:
            sums[level.product_id] = sums.get(level.product_id, 0) + level.on_hand
    return sums


def _named(options: Mapping[str, str]) -> str:
    return " · ".join(options.values())
