"""Managing goods: the same product found across sources, gaps filled, many changed at once.

Owns no tables: proposals are rows of the ledger, links and own values belong to the catalogue.
Publishes no events.
"""

from shopweave.goods.bulk import Step, What, Wish, carry_out, plan, take_back
from shopweave.goods.duplicates import (
    KIND,
    Duplicates,
    find_duplicates,
    propose_again,
    proposed,
)
from shopweave.goods.errors import NoChange
from shopweave.goods.filing import KIND as FILING
from shopweave.goods.filing import propose
from shopweave.goods.mending import Gap, Lack, Lacking, lacking
from shopweave.goods.routes import GoodsRoutes
from shopweave.goods.safety import SafetySet
from shopweave.goods.tasks import COMPARE, FILE, register
from shopweave.goods.taxonomy import FIELD, Node, nodes
from shopweave.goods.values import OwnValue, approve_all, take_back_all, waiting

__all__ = [
    "COMPARE",
    "FIELD",
    "FILE",
    "FILING",
    "KIND",
    "Duplicates",
    "Gap",
    "GoodsRoutes",
    "Lack",
    "Lacking",
    "NoChange",
    "Node",
    "OwnValue",
    "SafetySet",
    "Step",
    "What",
    "Wish",
    "approve_all",
    "carry_out",
    "find_duplicates",
    "lacking",
    "nodes",
    "plan",
    "propose",
    "propose_again",
    "proposed",
    "register",
    "take_back",
    "take_back_all",
    "waiting",
]
