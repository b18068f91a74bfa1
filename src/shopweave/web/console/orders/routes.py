"""The pages of orders."""

from typing import Annotated

from fastapi import APIRouter
from starlette.responses import Response

from shopweave.commerce import catalog, orders, places, sources
from shopweave.commerce.orders import OrderStatus
from shopweave.trust.permissions import Permission
from shopweave.web.console import people
from shopweave.web.console.figures import latest, sold
from shopweave.web.console.listing import Listing
from shopweave.web.console.page import Page, opened

router = APIRouter()
Visit = Annotated[Page, opened(Permission.ORDERS_READ)]
CHANNELS = ("web", "till", "phone")


@router.get("/orders")
def index(page: Visit) -> Response:
    """List the orders, newest first."""
    view = Listing.read("/orders", page.request.query_params, filters=("status", "channel"))
    status = view.chosen("status")
    with page.house.database.read() as tx:
        found = orders.search(
            tx,
            view.text,
            status=OrderStatus(status) if status in set(OrderStatus) else None,
            channel=view.chosen("channel"),
            cursor=view.after or None,
            limit=view.limit,
        )
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


@router.get("/orders/{order_id}")
def one(order_id: str, page: Visit) -> Response:
    """Show one order."""
    with page.house.database.read() as tx:
        order = orders.get(tx, order_id)
        products = [line.product_id for line in order.lines if line.product_id]
        return page.show(
            "orders/one.html",
            order=order,
            cards=catalog.cards(tx, products, page.formats.language),
            names=people.names(page, tx, [order.head.customer_id]),
            source=sources.get(tx, order.head.source_id),
            place=places.get(tx, order.head.place_id) if order.head.place_id else None,
        )
