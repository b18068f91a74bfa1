"""What was ordered: on the web, at the till, by phone; returns are lines below zero.

Owns `orders`, `order_lines`, `order_costs`, `order_reversals`, `order_returns` and
`order_revision`. Publishes `OrderPlaced`, `OrderChanged` and `OrderCancelled`.
"""

from shopweave.commerce.orders.accounts import (
    NOTHING_YET,
    accounts,
    buyers_since,
    concerned,
    count_written,
    first_orders,
    revision,
    written,
)
from shopweave.commerce.orders.alike import doubles
from shopweave.commerce.orders.bring_back import (
    bring_back,
    brought_back,
    returnable,
    take_out_again,
)
from shopweave.commerce.orders.buyers import Buyer, BuyerPage, buyers
from shopweave.commerce.orders.columns import Accounts, Interactions
from shopweave.commerce.orders.errors import UnknownOrder
from shopweave.commerce.orders.events import OrderCancelled, OrderChanged, OrderPlaced
from shopweave.commerce.orders.habits import Habits, habits
from shopweave.commerce.orders.interactions import interactions
from shopweave.commerce.orders.moving import mark
from shopweave.commerce.orders.personal_data import PERSONAL_DATA
from shopweave.commerce.orders.read import (
    bought,
    buyers_among,
    costs,
    get,
    ids_of,
    newest,
    of_customer,
    products_among,
    search,
    with_lines,
)
from shopweave.commerce.orders.returned import beyond, by_shop, paid_back
from shopweave.commerce.orders.reverse import reverse
from shopweave.commerce.orders.sales import (
    sales_by_channel,
    sales_by_day,
    sales_by_product,
    sales_of_product,
)
from shopweave.commerce.orders.take_back import take_back
from shopweave.commerce.orders.tasks import add_jobs
from shopweave.commerce.orders.types import (
    NOT_SOLD,
    OPEN,
    Bought,
    BroughtBack,
    CostDraft,
    CostKind,
    DaySales,
    Line,
    LineDraft,
    LineKind,
    Order,
    OrderDraft,
    OrderHead,
    OrderPage,
    OrderStatus,
    Reversal,
    ReversalKind,
    ShareSales,
)
from shopweave.commerce.orders.upsert import upsert

__all__ = [
    "NOTHING_YET",
    "NOT_SOLD",
    "OPEN",
    "PERSONAL_DATA",
    "Accounts",
    "Bought",
    "BroughtBack",
    "Buyer",
    "BuyerPage",
    "CostDraft",
    "CostKind",
    "DaySales",
    "Habits",
    "Interactions",
    "Line",
    "LineDraft",
    "LineKind",
    "Order",
    "OrderCancelled",
    "OrderChanged",
    "OrderDraft",
    "OrderHead",
    "OrderPage",
    "OrderPlaced",
    "OrderStatus",
    "Reversal",
    "ReversalKind",
    "ShareSales",
    "UnknownOrder",
    "accounts",
    "add_jobs",
    "beyond",
    "bought",
    "bring_back",
    "brought_back",
    "buyers",
    "buyers_among",
    "buyers_since",
    "by_shop",
    "concerned",
    "costs",
    "count_written",
    "doubles",
    "first_orders",
    "get",
    "habits",
    "ids_of",
    "interactions",
    "mark",
    "newest",
    "of_customer",
    "paid_back",
    "products_among",
    "returnable",
    "reverse",
    "revision",
    "sales_by_channel",
    "sales_by_day",
    "sales_by_product",
    "sales_of_product",
    "search",
    "take_back",
    "take_out_again",
    "upsert",
    "with_lines",
    "written",
]
