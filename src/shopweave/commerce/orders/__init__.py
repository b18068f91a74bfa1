"""What was ordered: on the web, at the till, by phone; returns are lines below zero.

Owns `orders` and `order_lines`. Publishes `OrderPlaced` and `OrderCancelled`.
"""

from shopweave.commerce.orders.buyers import Buyer, BuyerPage, buyers
from shopweave.commerce.orders.errors import UnknownOrder
from shopweave.commerce.orders.events import OrderCancelled, OrderPlaced
from shopweave.commerce.orders.habits import Habits, habits
from shopweave.commerce.orders.interactions import interactions
from shopweave.commerce.orders.personal_data import PERSONAL_DATA
from shopweave.commerce.orders.read import (
    bought,
    buyers_among,
    get,
    ids_of,
    newest,
    of_customer,
    products_among,
    search,
    with_lines,
)
from shopweave.commerce.orders.sales import (
    sales_by_channel,
    sales_by_day,
    sales_by_product,
    sales_of_product,
)
from shopweave.commerce.orders.take_back import take_back
from shopweave.commerce.orders.types import (
    NOT_SOLD,
    Bought,
    DaySales,
    Interactions,
    Line,
    LineDraft,
    LineKind,
    Order,
    OrderDraft,
    OrderHead,
    OrderPage,
    OrderStatus,
    ShareSales,
)
from shopweave.commerce.orders.upsert import upsert

__all__ = [
    "NOT_SOLD",
    "PERSONAL_DATA",
    "Bought",
    "Buyer",
    "BuyerPage",
    "DaySales",
    "Habits",
    "Interactions",
    "Line",
    "LineDraft",
    "LineKind",
    "Order",
    "OrderCancelled",
    "OrderDraft",
    "OrderHead",
    "OrderPage",
    "OrderPlaced",
    "OrderStatus",
    "ShareSales",
    "UnknownOrder",
    "bought",
    "buyers",
    "buyers_among",
    "get",
    "habits",
    "ids_of",
    "interactions",
    "newest",
    "of_customer",
    "products_among",
    "sales_by_channel",
    "sales_by_day",
    "sales_by_product",
    "sales_of_product",
    "search",
    "take_back",
    "upsert",
    "with_lines",
]
