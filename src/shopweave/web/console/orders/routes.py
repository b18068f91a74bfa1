"""The pages of orders."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter
from starlette.responses import Response

from shopweave.commerce import catalog, money, orders, places, sources
from shopweave.commerce.orders import OrderHead, OrderPage, OrderStatus
from shopweave.foundation.database import Transaction
from shopweave.foundation.money import Money
from shopweave.trust.permissions import Permission
from shopweave.web.console import people, sheet
from shopweave.web.console.figures import latest, sold
from shopweave.web.console.listing import Listing
from shopweave.web.console.orders.telling import at_shop
from shopweave.web.console.orders.way import way
from shopweave.web.console.page import Page, opened
from shopweave.web.console.profit.routes import steps

router = APIRouter()
Visit = Annotated[Page, opened(Permission.ORDERS_READ)]
SORTS = ("-at", "total")
CHANNELS = ("web", "till", "phone")


@router.get("/orders")
def index(page: Visit) -> Response:
    """List the orders, newest first."""
    view = _view(page)
    with page.house.database.read() as tx:
        found = _found(tx, view, view.after or None, view.limit)
        names = people.names(page, tx, (order.customer_id for order in found.orders))
        month = sold(tx, latest(tx, page.now), 30, page.around.zone_name, page.around.currency)
    return page.show(
        "orders/list.html",
        view=view,
        found=found,
        names=names,
        month=month,
        statuses=list(OrderStatus),
        channels=CHANNELS,
    )


@router.get("/orders.csv")
def export(page: Visit) -> Response:
    """Hand out the same list, all pages of it, as a file."""
    view = _view(page)
    with page.house.database.read() as tx:
        found = _found(tx, view, None, sheet.MOST).orders
        names = people.names(page, tx, (order.customer_id for order in found))
    with page.house.database.write() as tx:
        page.note(tx, "orders.exported", "orders", {"rows": len(found)})
    titles = ("order", "placed", "customer", "channel_head", "status_head", "units", "total")
    heads = [page.say(f"orders.{title}") for title in titles]
    rows = (_row(page, order, names) for order in found)
    return sheet.answer("orders", [*heads, page.say("orders.currency")], rows)


def _row(page: Page, order: OrderHead, names: Mapping[str, str]) -> list[sheet.Cell]:
    return [
        order.number,
        order.placed_at.astimezone(page.around.time_zone).isoformat(timespec="seconds"),
        names.get(order.customer_id or "", ""),
        order.channel,
        order.status,
        order.units,
        Money(order.total, order.currency).decimal(),
        order.currency,
    ]


def _view(page: Page) -> Listing:
    query = page.request.query_params
    return Listing.read("/orders", query, SORTS, filters=("status", "channel"))


def _found(tx: Transaction, view: Listing, cursor: str | None, limit: int) -> OrderPage:
    status = view.chosen("status")
    return orders.search(
        tx,
        view.text,
        status=OrderStatus(status) if status in set(OrderStatus) else None,
        channel=view.chosen("channel"),
        sort=view.sort,
        cursor=cursor,
        limit=limit,
    )


@router.get("/orders/{order_id}")
def one(order_id: str, page: Visit) -> Response:
    """Show one order."""
    with page.house.database.read() as tx:
        order = orders.get(tx, order_id)
        left = None
        if page.principal.may(Permission.MONEY_READ):
            left = money.of_order(tx, order_id)
        products = [line.product_id for line in order.lines if line.product_id]
        return page.show(
            "orders/one.html",
            order=order,
            untold=order.head.total - sum(line.total for line in order.lines),
            left=left,
            rate_day=money.rates.date_of(left.rate_day) if left and left.rate_day else None,
            steps=steps(left.profit) if left and not left.lacking else [],
            cards=catalog.cards(tx, products, page.formats.language),
            names=people.names(page, tx, [order.head.customer_id]),
            source=sources.get(tx, order.head.source_id),
            place=places.get(tx, order.head.place_id) if order.head.place_id else None,
            way=way(page, tx, order),
            at_shop=at_shop(page, tx, order.head),
            may_change=page.principal.may(Permission.ORDERS_WRITE),
            may_sell=page.principal.may(Permission.TILL_SELL),
        )
