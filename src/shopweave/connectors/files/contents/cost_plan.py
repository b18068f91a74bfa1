"""The plan for a file of costs: what a unit of a product costs, and from when on."""

from collections.abc import Iterator
from dataclasses import dataclass

from shopweave.commerce import money
from shopweave.commerce.customers import Directory
from shopweave.commerce.inbound import Delivery, Upserted
from shopweave.commerce.money import CostPriceDraft
from shopweave.connectors.files.contents.plan import Item, Note, Plan, Stage
from shopweave.connectors.files.contents.rows import RowReader, ignore
from shopweave.connectors.files.options import Reading
from shopweave.connectors.files.reading import Table
from shopweave.connectors.files.recognise import Mapping
from shopweave.connectors.files.types import Rejection
from shopweave.foundation.database import Transaction, from_micros
from shopweave.foundation.money import parse_minor


def plan(table: Table, mapping: Mapping, reading: Reading, directory: Directory) -> Plan:
    """Read the file once to check it."""
    costs = Costs(RowReader(table, mapping, reading, ("product", "cost")))
    rejected: list[Rejection] = []
    total = sum(1 for _ in costs.reader.records(rejected.append))
    stage = Stage("costs", total, costs.drafts, write)
    return Plan((stage,), total + len(rejected), rejected, [Note("rows", {"count": total})])


def write(tx: Transaction, delivery: Delivery, drafts: list[CostPriceDraft]) -> Upserted:
    """Bring costs in."""
    return money.costs.upsert(tx, delivery, drafts)


@dataclass(frozen=True, slots=True)
class Costs:
    """Costs out of rows."""

    reader: RowReader

    def drafts(self, start: int) -> Iterator[Item]:
        """Yield each cost from the `start`-th on."""
        for number, (line, record) in enumerate(self.reader.records(ignore)):
            if number < start:
                continue
            currency = (record.get("currency") or self.reader.reading.currency).upper()
            units, at = record.get("units"), record.get("time")
            yield (
                line,
                CostPriceDraft(
                    record["product"],
                    parse_minor(record["cost"], currency),
                    currency,
                    record.get("variant"),
                    None if at is None else from_micros(at),
                    None if units is None else float(units),
                ),
            )
