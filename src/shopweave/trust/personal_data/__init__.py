"""Everything that is known about a customer, to show it and to erase it.

Each room that keeps a table with `customer_id` gives a `Handler` to app.py. Publishes
`CustomerErased`.
"""

from shopweave.trust.personal_data.handlers import Aliases, Handler, only_itself
from shopweave.trust.personal_data.personal_data import Erasure, Export, PersonalData
from shopweave.trust.personal_data.tombstones import Tombstones

__all__ = [
    "Aliases",
    "Erasure",
    "Export",
    "Handler",
    "PersonalData",
    "Tombstones",
    "only_itself",
]
