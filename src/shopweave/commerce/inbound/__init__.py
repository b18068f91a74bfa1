"""The door of the record: what arrives twice changes nothing, what was imported can be undone.

Owns `import_changes`, the journal of what each import created or overwrote. Publishes no events.
"""

from shopweave.commerce.inbound.journal import forget, note, noted, touched
from shopweave.commerce.inbound.sift import Sifted, digest, sift
from shopweave.commerce.inbound.tables import columns
from shopweave.commerce.inbound.types import Change, Delivery, Rejected, Upserted

__all__ = [
    "Change",
    "Delivery",
    "Rejected",
    "Sifted",
    "Upserted",
    "columns",
    "digest",
    "forget",
    "note",
    "noted",
    "sift",
    "touched",
]
