"""The pages of products."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from shopweave.commerce import catalog, money, orders, places, stock
from shopweave.commerce.catalog import Card, Price, Product, Selection, Status
from shopweave.commerce.money import CostPrice, Profit
from shopweave.commerce.stock import Level
from shopweave.foundation.database import Transaction
from shopweave.foundation.money import Money
from shopweave.recommend import NOBODY, Question, Slot
from shopweave.trust.permissions import Permission
from shopweave.web.console import reasons, sheet
from shopweave.web.console.figures import latest
from shopweave.web.console.listing import Listing
from shopweave.web.console.names import called
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, opened
from shopweave.web.console.products import prices
from shopweave.web.console.products.telling import at_shop


@dataclass(frozen=True, slots=True)
class Earned:
    """What a product costs now, and what it left in 90 days.

    may_change: whether a cost for the whole product may be entered; its variants have none.
    """

    cost: CostPrice | None
    profit: Profit
    may_change: bool


router = APIRouter()
Visit = Annotated[Page, opened(Permission.CATALOG_READ)]
Change = Annotated[Page, opened(Permission.CATALOG_WRITE)]
MOVES, BESIDE = 8, 6
SORTS = ("title", "status", "-price")


@router.get("/products")
def index(page: Visit) -> Response:
    """List the products, by title unless another order is asked for."""
    view = _view(page)
    with page.house.database.read() as tx:
        found = _found(page, tx, view, view.after or None, view.limit)
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
        categories=[(category.path, category.path) for category in categories[:200]],
    )


@router.get("/products.csv")
def export(page: Visit) -> Response:
    """Hand out the same list, all pages of it, as a file."""
    view = _view(page)
    with page.house.database.read() as tx:
        cards = _found(page, tx, view, None, sheet.MOST).cards
        on_hand = _on_hand(stock.of_products(tx, [card.id for card in cards]))
    with page.house.database.write() as tx:
        page.note(tx, "products.exported", "products", {"rows": len(cards)})
    titles = ("number", "product", "brand", "category", "status_head", "on_hand", "price")
    heads = [page.say(f"products.{title}") for title in titles]
    rows = (_row(card, on_hand) for card in cards)
    return sheet.answer("products", [*heads, page.say("products.currency")], rows)


def _row(card: Card, on_hand: Mapping[str, float]) -> list[sheet.Cell]:
    price = card.price
    return [
        card.external_id,
        card.title,
        card.brand,
        card.categories[0] if card.categories else "",
        card.status,
        on_hand.get(card.id),
        Money(price.amount, price.currency).decimal() if price else None,
        price.currency if price else "",
    ]


def _view(page: Page) -> Listing:
    query = page.request.query_params
    return Listing.read("/products", query, SORTS, filters=("status", "category"))


def _found(
    page: Page, tx: Transaction, view: Listing, cursor: str | None, limit: int
) -> catalog.Page:
    status = view.chosen("status")
    return catalog.search(
        tx,
        Selection(
            view.text, view.chosen("category"), Status(status) if status in set(Status) else None
        ),
        language=page.formats.language,
        sort=view.sort,
        cursor=cursor,
        limit=limit,
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
            places={place.id: called(place, page.say) for place in places.every(tx)},
            sold=orders.sales_of_product(tx, product_id, until - timedelta(days=90), until),
            weights=_weights(product),
            at_shop=at_shop(page, tx, product),
            priced=_priced(product),
            variants={variant.id: _named(variant.options) for variant in product.variants},
            may_change=page.principal.may(Permission.CATALOG_WRITE),
            earned=_earned(page, tx, product, until),
            past=prices.past(page, tx, product),
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


def _earned(page: Page, tx: Transaction, product: Product, until: datetime) -> Earned | None:
    """What the product costs and leaves, for who may know it."""
    if not page.principal.may(Permission.MONEY_READ):
        return None
    newest = {cost.owner_id: cost for cost in money.costs.history(tx, product.id)}
    cost = next((newest[key] for key in prices.priced(product) if key in newest), None)
    profit = money.profit(tx, until - timedelta(days=90), until, product.id)
    own = newest.keys() <= {product.id}
    return Earned(cost, profit, own and page.principal.may(Permission.MONEY_WRITE))


def _on_hand(levels: Iterable[Level]) -> dict[str, float]:
    """Units per product over all places, of those that were ever counted."""
    sums: dict[str, float] = {}
    for level in levels:
        if level.tracked:
            sums[level.product_id] = sums.get(level.product_id, 0) + level.on_hand
    return sums


def _priced(product: Product) -> list[tuple[str, str, Price]]:
    """Every price with whose it is: (owner, name of the form, price)."""
    forms = [(one.id, _named(one.options) or one.sku or "", one.prices) for one in product.variants]
    every = [(product.id, "", product.prices), *forms]
    return [(owner, name, price) for owner, name, prices in every for price in prices]


def _weights(product: Product) -> list[int]:
    """What its forms weigh, the lightest first; empty when nobody said."""
    told = {catalog.weight_of(product, form) for form in product.variants or (None,)}
    return sorted(weight for weight in told if weight)


def _named(options: Mapping[str, str]) -> str:
    return " · ".join(options.values())
