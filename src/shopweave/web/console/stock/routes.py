"""The page of stock: by place and channel, with what waits for a person on top."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from shopweave.commerce import catalog, orders, places, sources, stock
from shopweave.commerce.catalog import Card, Product, Selection
from shopweave.commerce.orders import UnknownOrder
from shopweave.commerce.sources import Source
from shopweave.commerce.stock import Availability, Conflict, Safety, SafetyScope, Settled
from shopweave.foundation.database import Transaction
from shopweave.trust.permissions import Permission
from shopweave.web.console.listing import Listing
from shopweave.web.console.names import called
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, opened
from shopweave.web.errors import NotANumber

router = APIRouter()
Visit = Annotated[Page, opened(Permission.STOCK_READ)]
Change = Annotated[Page, opened(Permission.STOCK_WRITE)]
HOME = "/stock"
MOST_CHANNELS = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One form of a product. total: all channels together; by_channel: (name, what it may sell)."""

    card: Card
    variant_id: str
    form: str
    total: Availability
    safety: float
    by_channel: Sequence[tuple[str, Availability]]


@dataclass(frozen=True, slots=True)
class Differing:
    """A conflict with the names that a person reads."""

    it: Conflict
    title: str
    place: str
    source: str
    ours_source: str
    order_number: str


@router.get(HOME)
def index(page: Visit) -> Response:
    """Show what is where, what is kept, and what each channel may sell."""
    view = Listing.read(HOME, page.request.query_params)
    with page.house.database.read() as tx:
        found = catalog.search(
            tx,
            Selection(view.text),
            language=page.formats.language,
            cursor=view.after or None,
            limit=view.limit,
        )
        channels = sources.every(tx)[:MOST_CHANNELS]
        rows = _rows(page, tx, [card.id for card in found.cards], channels)
        differing = _named(page, tx, stock.conflicts(tx))
        settled = _named(page, tx, stock.conflicts(tx, settled=True, limit=5))
        sites = {place.id: called(place, page.say) for place in places.every(tx)}
    return page.show(
        "stock/list.html",
        view=view,
        found=found,
        rows=rows,
        differing=differing,
        settled=settled,
        sites=sites,
        may_change=page.principal.may(Permission.STOCK_WRITE),
    )


@router.post(HOME + "/safety")
def keep_back(
    page: Change,
    article: Annotated[str, Form(max_length=32)],
    units: Annotated[str, Form(max_length=20)] = "",
    back: Annotated[str, Form(max_length=300)] = HOME,
) -> Response:
    """Set the safety stock of an article for every channel; empty for the wider rule."""
    wanted = _number(units)
    with page.house.database.write() as tx:
        before = _said(tx, article)
        safety = Safety(SafetyScope.ARTICLE, article, stock.EVERY_CHANNEL, wanted or 0.0)
        if wanted is None:
            stock.drop_safety(tx, safety, page.now)
        else:
            stock.set_safety(tx, safety, page.now)
        page.note(tx, "stock.safety_set", f"article:{article}", {"units": wanted})
    fields = {"article": article, "units": "" if before is None else f"{before:g}", "back": back}
    return page.go(_own(back), Notice(page.say("stock.safety_set"), f"{HOME}/safety", fields))


@router.post(HOME + "/conflicts/{conflict}/settle")
def settle(
    conflict: str,
    page: Change,
    how: Annotated[Settled, Form()],
    counted: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """End a difference by one press."""
    number = _number(counted)
    if how is Settled.COUNTED and number is None:
        return page.go(HOME, Notice(page.say("stock.say_a_number")))
    with page.house.database.write() as tx:
        stock.settle_conflict(tx, conflict, how, page.principal.id, page.now, number)
        page.note(tx, "stock.conflict_settled", f"conflict:{conflict}", {"how": how.value})
    undo = f"{HOME}/conflicts/{conflict}/reopen"
    return page.go(HOME, Notice(page.say(f"stock.settled_{how}"), undo))


@router.post(HOME + "/conflicts/{conflict}/reopen")
def reopen(conflict: str, page: Change) -> Response:
    """Take a settlement back."""
    with page.house.database.write() as tx:
        stock.reopen(tx, conflict, page.now)
        page.note(tx, "stock.conflict_reopened", f"conflict:{conflict}")
    return page.go(HOME, Notice(page.say("stock.reopened")))


def _rows(
    page: Page, tx: Transaction, product_ids: Sequence[str], channels: Sequence[Source]
) -> list[Row]:
    found = catalog.products(tx, product_ids)
    cards = catalog.cards(tx, product_ids, page.formats.language)
    every = [form for product in found for form in _forms(product)]
    totals = stock.available(tx, every, None, page.now)
    kept = stock.safety_of(tx, every)
    by = stock.by_channel(tx, every, [one.id for one in channels], page.now)
    # The same article under several sources' names is one row, under the name that comes first.
    first: dict[str, str] = {}
    for form in every:
        first.setdefault(totals[form].article_id, form)
    return [
        Row(
            cards[product.id],
            form,
            name,
            totals[form],
            kept.of(totals[form].article_id, stock.EVERY_CHANNEL),
            [(called(one, page.say), by[form][one.id]) for one in channels],
        )
        for product in found
        for form, name in _forms(product).items()
        if first[totals[form].article_id] == form
        and (len(product.variants) == 0 or totals[form].at or form != product.id)
    ]


def _forms(product: Product) -> dict[str, str]:
    """The product itself, where goods are not told apart, and each of its forms by name."""
    several = len(product.variants) > 1
    named = {v.id: " · ".join(v.options.values()) or v.external_id for v in product.variants}
    return {product.id: "", **{form: name if several else "" for form, name in named.items()}}


def _named(page: Page, tx: Transaction, conflicts: Sequence[Conflict]) -> list[Differing]:
    cards = catalog.cards(tx, [one.product_id for one in conflicts], page.formats.language)
    names = {one.id: called(one, page.say) for one in sources.every(tx)}
    sites = {place.id: called(place, page.say) for place in places.every(tx)}
    return [
        Differing(
            one,
            cards[one.product_id].title if one.product_id in cards else one.product_id,
            sites.get(one.place_id, ""),
            names.get(one.source_id, ""),
            names.get(one.ours_source_id or "", ""),
            _order(tx, one.reference),
        )
        for one in conflicts
    ]


def _order(tx: Transaction, order_id: str | None) -> str:
    try:
        return orders.get(tx, order_id).head.number if order_id else ""
    except UnknownOrder:
        return ""


def _said(tx: Transaction, article: str) -> float | None:
    return stock.safety_said(tx, Safety(SafetyScope.ARTICLE, article, stock.EVERY_CHANNEL, 0.0))


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", ".")) if text.strip() else None
    except ValueError as error:
        raise NotANumber(text=text) from error


def _own(address: str) -> str:
    return address if address.startswith(HOME) else HOME
