"""The list of what waits at a place, and the counter where codes are said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from shopweave.commerce import catalog, fulfilment, orders, places, stock
from shopweave.commerce.fulfilment import Fulfilment
from shopweave.commerce.orders import UnknownOrder
from shopweave.commerce.stock import Reservation, ReservationKind
from shopweave.foundation.database import Transaction
from shopweave.foundation.problems import Problem
from shopweave.trust.permissions import Permission
from shopweave.web.console import people
from shopweave.web.console.names import called
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, opened
from shopweave.web.console.sites import choosable

router = APIRouter()
Visit = Annotated[Page, opened(Permission.ORDERS_READ)]
Change = Annotated[Page, opened(Permission.ORDERS_WRITE)]
HOME = "/collect"
Back = Annotated[str, Form(max_length=300)]


@dataclass(frozen=True, slots=True)
class Parcel:
    """A parcel with the names that a person reads."""

    it: Fulfilment
    number: str
    place: str
    buyer: str


@router.get(HOME)
def index(page: Visit) -> Response:
    """Show what waits, at all places or at one."""
    asked = page.request.query_params.get("place", "")
    with page.house.database.read() as tx:
        sites = choosable(tx)
        here = next((site for site in sites if site.id == asked), None)
        found = fulfilment.open_at(tx, here.id if here else None)
        parcels = _parcels(page, tx, found)
        tried = stock.held_now(tx, (ReservationKind.TRY_ON,), page.now, 50)
        cards = catalog.cards(tx, _products(found, tried), page.formats.language)
        names = {place.id: called(place, page.say) for place in places.every(tx)}
    return page.show(
        "collect/list.html",
        parcels=parcels,
        tried=[one for one in tried if here is None or one.shares[0].place_id == here.id],
        cards=cards,
        sites=sites,
        names=names,
        here_id=here.id if here else "",
        may_change=page.principal.may(Permission.ORDERS_WRITE),
    )


@router.post(HOME + "/{parcel}/ready")
def ready(parcel: str, page: Change, back: Back = HOME) -> Response:
    """Everything is in the box."""
    with page.house.database.write() as tx:
        fulfilment.ready(tx, parcel, page.principal.id, page.now)
        page.note(tx, "fulfilment.picked", f"fulfilment:{parcel}")
    undo = f"{HOME}/{parcel}/unpick"
    return page.go(_own(back), Notice(page.say("collect.picked"), undo, {"back": back}))


@router.post(HOME + "/{parcel}/unpick")
def unpick(parcel: str, page: Change, back: Back = HOME) -> Response:
    """Open the box again."""
    with page.house.database.write() as tx:
        fulfilment.undo_ready(tx, parcel, page.principal.id, page.now)
        page.note(tx, "fulfilment.unpicked", f"fulfilment:{parcel}")
    return page.go(_own(back), Notice(page.say("collect.unpicked")))


@router.post(HOME + "/{parcel}/ship")
def ship(
    parcel: str,
    page: Change,
    carrier: Annotated[str, Form(max_length=80)] = "",
    tracking: Annotated[str, Form(max_length=120)] = "",
    back: Back = HOME,
) -> Response:
    """The parcel has left."""
    with page.house.database.write() as tx:
        fulfilment.send(tx, parcel, page.principal.id, page.now, carrier, tracking)
        page.note(tx, "fulfilment.shipped", f"fulfilment:{parcel}")
    return page.go(_own(back), Notice(page.say("collect.shipped")))


@router.post(HOME + "/{parcel}/hand-over")
def hand_over(
    parcel: str, page: Change, code: Annotated[str, Form(max_length=20)] = "", back: Back = HOME
) -> Response:
    """Give the goods to who says the code."""
    with page.house.database.write() as tx:
        vault = page.house.directory.vault
        given = fulfilment.hand_over(tx, vault, parcel, code, page.principal.id, page.now)
        page.note(tx, "fulfilment.code_tried", f"fulfilment:{parcel}")
    if isinstance(given, Problem):
        return page.go(_own(back), Notice(given.sentence(page.formats.language)))
    return page.go(_own(back), Notice(page.say("collect.handed_over")))


@router.post(HOME + "/{parcel}/code")
def new_code(parcel: str, page: Change, back: Back = HOME) -> Response:
    """Draw a new code and show it this once."""
    with page.house.database.write() as tx:
        vault = page.house.directory.vault
        _, code = fulfilment.new_code(tx, vault, parcel, page.principal.id, page.now)
        page.note(tx, "fulfilment.new_code", f"fulfilment:{parcel}")
    return page.go(_own(back), Notice(page.say("collect.code", code=f"{code[:3]} {code[3:]}")))


@router.post("/orders/{order_id}/collect")
def to_collect(order_id: str, page: Change, place: Annotated[str, Form(max_length=32)]) -> Response:
    """Keep an order's goods at a place, and show the code this once."""
    with page.house.database.write() as tx:
        vault, by = page.house.directory.vault, page.principal.id
        _, code = fulfilment.offer_to_collect(tx, vault, order_id, place, by, page.now)
        page.note(tx, "fulfilment.to_collect", f"order:{order_id}")
    told = page.say("collect.code", code=f"{code[:3]} {code[3:]}")
    return page.go(f"/orders/{order_id}", Notice(told))


@router.post("/orders/{order_id}/ship")
def to_ship(order_id: str, page: Change) -> Response:
    """Plan the parcels of an order."""
    with page.house.database.write() as tx:
        fulfilment.plan_shipping(tx, order_id, page.principal.id, page.now)
        page.note(tx, "fulfilment.planned", f"order:{order_id}")
    return page.go(f"/orders/{order_id}", Notice(page.say("collect.planned")))


def _parcels(page: Page, tx: Transaction, found: Sequence[Fulfilment]) -> list[Parcel]:
    buyers: Mapping[str, str] = people.names(page, tx, (one.customer_id for one in found))
    sites = {place.id: called(place, page.say) for place in places.every(tx)}
    return [
        Parcel(
            one,
            _number(tx, one.order_id),
            sites.get(one.place_id, ""),
            buyers.get(one.customer_id or "", ""),
        )
        for one in found
    ]


def _number(tx: Transaction, order_id: str) -> str:
    try:
        return orders.get(tx, order_id).head.number
    except UnknownOrder:
        return ""


def _products(found: Sequence[Fulfilment], tried: Sequence[Reservation]) -> list[str]:
    named = [item.product_id for one in found for item in one.items]
    return list(dict.fromkeys([*named, *(s.product_id for one in tried for s in one.shares)]))


def _own(address: str) -> str:
    return address if address.startswith((HOME, "/orders/")) else HOME
