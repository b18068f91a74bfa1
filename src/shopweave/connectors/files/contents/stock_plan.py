"""The plan for a file of stock: each row counts what is there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from shopweave.commerce import places, stock
from shopweave.commerce.customers import Directory
from shopweave.commerce.inbound import Delivery, Upserted
from shopweave.commerce.places import PlaceDraft
from shopweave.commerce.stock import MovementDraft, MovementKind
from shopweave.connectors.files.contents.plan import Item, Note, Plan, Stage
from shopweave.connectors.files.contents.rows import Record, RowReader, ignore
from shopweave.connectors.files.options import Reading
from shopweave.connectors.files.reading import Table
from shopweave.connectors.files.recognise import Mapping
from shopweave.connectors.files.types import Reason, Reject, Rejection
from shopweave.foundation.database import Transaction, from_micros


def plan(table: Table, mapping: Mapping, reading: Reading, directory: Directory) -> Plan:
    """Read the file once to check it and to learn its places."""
    counts = Counts(RowReader.of(table, mapping, reading, ("product", "on_hand")))
    rejected: list[Rejection] = []
    total, sites = 0, dict[str, None]()
    for _, record in counts.usable(rejected.append):
        total += 1
        sites |= {record["place"]: None} if record.get("place") else {}
    zone = str(reading.time_zone)
    drafts = [PlaceDraft(site, site, time_zone=zone) for site in sites]
    notes = [Note("rows", {"count": total})]
    notes += [] if "time" in mapping.fields else [Note("untimed")]
    known = Stage("places", len(drafts), lambda start: ((0, d) for d in drafts[start:]), add_places)
    return Plan(
        (known, Stage("stock", total, counts.drafts, count)), total + len(rejected), rejected, notes
    )
