"""A living sample shop; it speaks HTTP to the product like the world outside does.

`imagine` invents the shop, `remember` its past, `export` writes the past to a merchant's
files, `tell` retells the visits of the last weeks in Segment's words (`payloads`).
"""

from shopweave.simulate import payloads
from shopweave.simulate.export import Export, export
from shopweave.simulate.past import History, browse, count_shelves, remember
from shopweave.simulate.retell import batches, tell
from shopweave.simulate.types import World
from shopweave.simulate.world import imagine

__all__ = [
    "Export",
    "History",
    "World",
    "batches",
    "browse",
    "count_shelves",
    "export",
    "imagine",
    "payloads",
    "remember",
    "tell",
]
