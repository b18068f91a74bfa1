"""The door of the record: what arrives twice changes nothing, what was imported can be undone.

Owns `import_changes`, the journal of what each import created or overwrote. Publishes no events.
"""

from shopweave.commerce.inbound.journal import erase, forget, noted, take_turn, touched
from shopweave.commerce.inbound.sift import Sifted, digest, sift
from shopweave.commerce.inbound.tables import columns
from shopweave.commerce.inbound.take_back import (
    Ids,
    InUse,
    TakenBack,
    note_before,
    note_new,
    take_back,
)
from shopweave.commerce.inbound.types import Change, Delivery, Rejected, Upserted

__all__ = [
    "Change",
    "Delivery",
    "Ids",
    "InUse",
    "Rejected",
    "Sifted",
    "TakenBack",
    "Upserted",
    "columns",
    "digest",
    "erase",
    "forget",
    "note_before",
    "note_new",
    "noted",
    "sift",
    "take_back",
    "take_turn",
    "touched",
]
