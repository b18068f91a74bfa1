"""What the shop of an order was told of it, and the buttons that tell it."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from shopweave.commerce import orders
from shopweave.commerce.orders import OrderHead, OrderStatus
from shopweave.connectors.contract import Can, Entity, OrderChange
from shopweave.connectors.sync import Connection, Message, connection_of, messages_of
from shopweave.foundation.database import Transaction
from shopweave.foundation.problems import Problem
from shopweave.trust.permissions import Permission
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, opened

router = APIRouter()
Change = Annotated[Page, opened(Permission.ORDERS_WRITE)]
STAGES = (OrderStatus.SHIPPED, OrderStatus.DELIVERED, OrderStatus.CANCELLED)
Short = Annotated[str, Form(max_length=200)]


@dataclass(frozen=True, slots=True)
class AtShop:
    """The connected shop of an order. can: whether it takes word on orders."""

    shop: Connection
    can: bool
    messages: list[Message]
    stages: tuple[OrderStatus, ...] = STAGES


def at_shop(page: Page, tx: Transaction, head: OrderHead) -> AtShop | None:
    """None where the order comes from no connected shop."""
    shop = connection_of(tx, head.source_id)
    if shop is None:
        return None
    can = Can.WRITE_ORDER in page.house.sources.connections.shops.kind(shop.kind).can
    return AtShop(shop, can, messages_of(tx, shop.source_id, Entity.ORDERS, head.external_id))


@router.post("/orders/{order_id}/tell")
def tell(
    order_id: str,
    page: Change,
    status: Annotated[OrderStatus, Form()],
    tracking: Short = "",
    carrier: Short = "",
) -> Response:
    """Let the shop be told of a stage."""
    address = f"/orders/{order_id}"
    with page.house.database.read() as tx:
        head = orders.get(tx, order_id).head
    change = OrderChange(
        head.external_id, status, tracking.strip() or None, carrier.strip() or None
    )
    try:
        page.house.sources.write_back.ask_order(head.source_id, change, page.principal)
    except Problem as problem:
        return page.go(address, Notice(problem.sentence(page.formats.language)))
    return page.go(address, Notice(page.say("sources.message.asked")))
