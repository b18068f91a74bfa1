"""From the kind of a file to the plan for it."""

from collections.abc import Callable

from shopweave.commerce.customers import Directory
from shopweave.connectors.files.contents import (
    cost_plan,
    customer_plan,
    order_plan,
    product_plan,
    rate_plan,
    rating_plan,
    stock_plan,
)
from shopweave.connectors.files.contents.plan import Plan
from shopweave.connectors.files.options import Reading
from shopweave.connectors.files.reading import Table
from shopweave.connectors.files.recognise import Mapping

Planner = Callable[[Table, Mapping, Reading, Directory], Plan]

PLANNERS: dict[str, Planner] = {
    "orders": order_plan.plan,
    "products": product_plan.plan,
    "feed": product_plan.plan,
    "customers": customer_plan.plan,
    "stock": stock_plan.plan,
    "ratings": rating_plan.plan,
    "costs": cost_plan.plan,
    "rates": rate_plan.plan,
}
