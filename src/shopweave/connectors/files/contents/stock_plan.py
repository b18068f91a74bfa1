"""The plan for a file of stock: each row counts what is there."""

from collections.abc import Iterator
from dataclasses import dataclass

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
    counts = Counts(RowReader(table, mapping, reading, ("product", "on_hand")))
    rejected: list[Rejection] = []
    sites: dict[str, None] = {}
    total = 0
    for _, record in counts.usable(rejected.append):
        total += 1
        sites |= {record["place"]: None} if record.get("place") else {}
    new = [PlaceDraft(site, site, time_zone=str(reading.time_zone)) for site in sites]
    notes = [Note("rows", {"count": total})]
    notes += [] if "time" in mapping.fields else [Note("untimed")]
    stages = (
        Stage("places", len(new), lambda start: ((0, draft) for draft in new[start:]), add_places),
        Stage("stock", total, counts.drafts, count),
    )
    return Plan(stages, total + len(rejected), rejected, notes)


def add_places(tx: Transaction, delivery: Delivery, drafts: list[PlaceDraft]) -> Upserted:
    """Make places known that nobody has described yet."""
    known = places.ids_of(tx, [draft.external_id for draft in drafts])
    new = [draft for draft in drafts if draft.external_id not in known]
    return Upserted(created=len(places.ensure(tx, new, delivery.now)), same=len(known))


def count(tx: Transaction, delivery: Delivery, drafts: list[MovementDraft]) -> Upserted:
    """Bring counts in."""
    return stock.upsert(tx, delivery, drafts)


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts out of rows."""

    reader: RowReader

    def usable(self, reject: Reject) -> Iterator[tuple[int, Record]]:
        """Rows with a stock of 0 or more."""
        for line, record in self.reader.records(reject):
            if record["on_hand"] < 0:
                value, reason = record["on_hand"], Reason.NEGATIVE_STOCK
                reject(self.reader.rejection(line, "on_hand", value, reason))
            else:
                yield line, record

    def drafts(self, start: int) -> Iterator[Item]:
        """Yield each count from the `start`-th on; a row without a time counts as of the import."""
        reading = self.reader.reading
        for number, (line, record) in enumerate(self.usable(ignore)):
            if number < start:
                continue
            at = record.get("time")
            yield (
                line,
                MovementDraft(
                    external_id=f"{reading.mark[:16]}:{line}",
                    product=record["product"],
                    kind=MovementKind.COUNT,
                    quantity=float(record["on_hand"]),
                    at=reading.seen_at if at is None else from_micros(at),
                    variant=record.get("variant"),
                    place=record.get("place"),
                ),
            )
