"""One order with its whole way: what happened, and the next step as a button."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from shopweave.commerce import catalog, fulfilment, places, points, returns, stock
from shopweave.commerce.fulfilment import Fulfilment
from shopweave.commerce.orders import OPEN, Order
from shopweave.commerce.places import Place
from shopweave.commerce.returns import Condition, Quote, Return, ReturnDraft
from shopweave.commerce.stock import Share
from shopweave.foundation import ids
from shopweave.foundation.database import Transaction
from shopweave.foundation.money import Money
from shopweave.trust.permissions import Permission
from shopweave.web.console.names import called
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, opened
from shopweave.web.console.sites import choosable

router = APIRouter()
Change = Annotated[Page, opened(Permission.ORDERS_WRITE)]


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the timeline. what: key of its text; note: a tracking number, an amount."""

    at: datetime
    what: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """What the page shows of an order's way. returnable: lines of which something is left."""

    moments: Sequence[Moment]
    parcels: Sequence[Fulfilment]
    shares: Sequence[Share]
    open: bool
    sites: Sequence[Place]
    names: dict[str, str]
    returnable: Sequence[Quote]
    points: int
    return_key: str


def way(page: Page, tx: Transaction, order: Order) -> Way:
    """Gather it; one look into each room."""
    order_id = order.head.id
    brought = returns.of_order(tx, order_id)
    shares = stock.shares_of(tx, [order_id]).get(order_id, ())
    return Way(
        moments=_moments(page, tx, order, brought, shares),
        parcels=fulfilment.of_order(tx, order_id),
        shares=shares,
        open=order.head.status in OPEN and bool(shares),
        sites=choosable(tx),
        names={place.id: called(place, page.say) for place in places.every(tx)},
        returnable=[one for one in returns.quote(tx, order_id) if one.left > 0],
        points=sum(entry.points for entry in points.of_order(tx, order_id)),
        return_key=ids.new(page.now),
    )


@router.post("/orders/{order_id}/return")
def take_back(
    order_id: str,
    page: Change,
    line: Annotated[int, Form()],
    place: Annotated[str, Form(max_length=32)],
    key: Annotated[str, Form(max_length=100)],
    quantity: Annotated[float, Form(gt=0, le=1e6)] = 1,
    condition: Annotated[Condition, Form()] = Condition.SELLABLE,
) -> Response:
    """Take goods of an order back, and say what is to be paid back."""
    draft = ReturnDraft(key, order_id, place, ((line, quantity, condition),))
    with page.house.database.write() as tx:
        made = returns.accept(tx, draft, page.principal.id, page.now)
        page.note(tx, "return.accepted", f"order:{order_id}", {"refund": made.refund})
    money = page.formats.money(Money(made.refund, made.currency))
    return page.go(f"/orders/{order_id}", Notice(page.say("orders.pay_back", money=money)))


def _moments(
    page: Page, tx: Transaction, order: Order, brought: Sequence[Return], shares: Sequence[Share]
) -> list[Moment]:
    found = [Moment(order.head.placed_at, "placed")]
    if shares:
        names = {place.id: called(place, page.say) for place in places.every(tx)}
        spots = dict.fromkeys(names.get(share.place_id, "") for share in shares)
        found.append(Moment(order.head.placed_at, "reserved", " · ".join(filter(None, spots))))
    found += [Moment(s.at, s.what, s.note) for s in fulfilment.steps(tx, order.head.id)]
    found += [
        Moment(one.at, "returned", page.formats.money(Money(one.refund, one.currency)))
        for one in brought
    ]
    found += [
        Moment(one.opened_at, "oversold", _title(page, tx, one.product_id))
        for one in stock.conflicts_of(tx, order.head.id)
    ]
    return sorted(found, key=lambda one: one.at)


def _title(page: Page, tx: Transaction, product_id: str) -> str:
    card = catalog.cards(tx, [product_id], page.formats.language).get(product_id)
    return card.title if card else ""
