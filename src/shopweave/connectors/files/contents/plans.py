"""From the kind of a file to the plan for it."""

from collections.abc import Callable

from shopweave.commerce.customers import Directory
from shopweave.connectors.files.contents import order_plan
from shopweave.connectors.files.contents.plan import Plan
from shopweave.connectors.files.options import Reading
from shopweave.connectors.files.reading import Table
from shopweave.connectors.files.recognise import Mapping

Planner = Callable[[Table, Mapping, Reading, Directory], Plan]

PLANNERS: dict[str, Planner] = {
    "orders": order_plan.plan,
}
