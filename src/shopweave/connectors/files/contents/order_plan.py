"""The plan for a file of orders."""

from collections import Counter
from functools import partial

import numpy as np

from shopweave.commerce import catalog, inbound, orders
from shopweave.commerce.catalog import ProductDraft
from shopweave.commerce.customers import Directory, Identity
from shopweave.commerce.inbound import Delivery, Upserted
from shopweave.commerce.orders import LineKind, OrderDraft
from shopweave.connectors.files.columns import EMPTY, Columns, read_columns
from shopweave.connectors.files.contents.order_drafts import OrderDrafts
from shopweave.connectors.files.contents.orders import KINDS, Ledger, Lines
from shopweave.connectors.files.contents.plan import Note, Plan, Stage
from shopweave.connectors.files.options import Reading
from shopweave.connectors.files.pattern import ANY
from shopweave.connectors.files.reading import Table
from shopweave.connectors.files.recognise import Mapping
from shopweave.connectors.files.several import SEVERAL
from shopweave.foundation.database import Transaction, from_micros

_SHOWN_FEES = 20


def plan(table: Table, mapping: Mapping, reading: Reading, directory: Directory) -> Plan:
    """Read the whole file; the plan holds about 60 bytes per line."""
    required = ["product", "time", *(["order"] if "order" in mapping.fields else [])]
    columns = read_columns(
        table, mapping, required=required, styles=reading.styles, currency=reading.currency
    )
    ledger = Ledger(columns, mapping, reading)
    lines = ledger.lines()
    drafts = OrderDrafts(lines, reading)
    stages = (
        Stage("customers", drafts.customers, drafts.buyers, partial(recognise, directory)),
        Stage("products", drafts.products, drafts.product_drafts, imply),
        Stage("orders", drafts.orders, drafts.order_drafts, partial(write, directory)),
    )
    rejected = [*columns.rejected, *ledger.rejected]
    told = [*_facts(lines, drafts), *_several(lines), *_fees(lines)]
    notes = [*told, *ledger.notes, *_doubts(columns, ledger)]
    rows = len(np.unique(columns.lines)) + len(columns.rejected)
    return Plan(stages, rows, rejected, notes)


def recognise(
    directory: Directory, tx: Transaction, delivery: Delivery, people: list[tuple[Identity, ...]]
) -> Upserted:
    """Recognise buyers, many at once; their orders then find them known."""
    before = _new_customers(tx, delivery)
    directory.resolve_many(tx, delivery, people)
    created = _new_customers(tx, delivery) - before
    return Upserted(created=created, same=len(people) - created)


def _new_customers(tx: Transaction, delivery: Delivery) -> int:
    return inbound.touched(tx, delivery.import_id or "").get("customer", 0)


def imply(tx: Transaction, delivery: Delivery, drafts: list[ProductDraft]) -> Upserted:
    """Make products known that only orders tell of."""
    known = catalog.ids_of(tx, delivery.source_id, [draft.external_id for draft in drafts])
    ids = catalog.imply(tx, delivery, drafts)
    return Upserted(created=len(ids) - len(known), same=len(known), ids=ids)


def write(
    directory: Directory, tx: Transaction, delivery: Delivery, drafts: list[OrderDraft]
) -> Upserted:
    """Bring orders in."""
    return orders.upsert(tx, directory, delivery, drafts)


def _facts(lines: Lines, drafts: OrderDrafts) -> list[Note]:
    if not drafts.orders:
        return []
    first, last = (from_micros(int(at)).date() for at in (lines.at.min(), lines.at.max()))
    facts = {
        "orders": drafts.orders,
        "lines": len(lines.number),
        "products": drafts.products,
        "customers": drafts.customers,
        "first": first.isoformat(),
        "last": last.isoformat(),
    }
    returns = int((lines.kind == KINDS.index(LineKind.RETURN)).sum())
    notes = [Note("orders", facts)]
    notes += [Note("anonymous", {"orders": drafts.anonymous})] if drafts.anonymous else []
    return [*notes, *([Note("returns", {"lines": returns})] if returns else [])]


def _several(lines: Lines) -> list[Note]:
    """Rows that name several products in one cell."""
    coded = lines.texts["product"]
    code = coded.names.index(SEVERAL) if SEVERAL in coded.names else EMPTY
    count = int((coded.codes == code).sum()) if code != EMPTY else 0
    return [Note("several", {"count": count})] if count else []


def _fees(lines: Lines) -> list[Note]:
    """Codes that were taken for fees, with their lines, most frequent first."""
    goods = [KINDS.index(kind) for kind in (LineKind.PRODUCT, LineKind.RETURN)]
    rows = np.flatnonzero(~np.isin(lines.kind, goods))
    if not len(rows):
        return []
    names = lines.texts["product"].names
    codes = Counter(names[int(code)] for code in lines.texts["product"].codes[rows])
    shown = ", ".join(f"{name} ({count})" for name, count in codes.most_common(_SHOWN_FEES))
    return [Note("fees", {"lines": len(rows), "codes": shown})]


def _doubts(columns: Columns, ledger: Ledger) -> list[Note]:
    learned = ledger.pattern not in {"", ANY}
    notes = [Note("pattern", {"pattern": ledger.pattern})] if learned else []
    return notes if columns.styles.dates.sure else [*notes, Note("days_unclear")]
