"""The plan for a file of customers."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from shopweave.commerce.customers import CustomerDraft, Directory, Identity, IdentityKind
from shopweave.commerce.inbound import Delivery, Upserted
from shopweave.connectors.files.contents.countries import country_code
from shopweave.connectors.files.contents.plan import Item, Note, Plan, Stage
from shopweave.connectors.files.contents.rows import Record, RowReader, ignore
from shopweave.connectors.files.options import Reading
from shopweave.connectors.files.reading import Table
from shopweave.connectors.files.recognise import Mapping
from shopweave.connectors.files.types import Reason, Reject, Rejection
from shopweave.connectors.files.values import nobody
from shopweave.foundation.database import Transaction

_KEYS = ("customer", "loyalty", "email", "phone")
_ADDRESS = ("city", "postcode")


def plan(table: Table, mapping: Mapping, reading: Reading, directory: Directory) -> Plan:
    """Read the file once to check it."""
    people = People(RowReader(table, mapping, reading, ()))
    rejected: list[Rejection] = []
    records = [_is_masked(record) for _, record in people.usable(rejected.append)]
    notes = [Note("rows", {"count": len(records)})]
    notes += [Note("masked", {"rows": sum(records)})] if any(records) else []
    stage = Stage("customers", len(records), people.drafts, partial(write, directory))
    return Plan((stage,), len(records) + len(rejected), rejected, notes)


def write(
    directory: Directory, tx: Transaction, delivery: Delivery, drafts: list[CustomerDraft]
) -> Upserted:
    """Bring customers in."""
    return directory.upsert(tx, delivery, drafts)


@dataclass(frozen=True, slots=True)
class People:
    """Customers out of rows."""

    reader: RowReader

    def usable(self, reject: Reject) -> Iterator[tuple[int, Record]]:
        """Rows that name somebody, each person once."""
        seen: set[str] = set()
        named = next(field for field in _KEYS if field in self.reader.mapping.fields)
        for line, record in self.reader.records(reject):
            key = _key(record)
            if key is None:
                reject(self.reader.rejection(line, named, "", Reason.MISSING))
            elif key in seen:
                reject(self.reader.rejection(line, named, key, Reason.DUPLICATE))
            else:
                seen.add(key)
                yield line, record

    def drafts(self, start: int) -> Iterator[Item]:
        """Yield each customer from the `start`-th on."""
        for number, (line, record) in enumerate(self.usable(ignore)):
            if number >= start:
                yield line, _draft(record)


def _draft(record: Record) -> CustomerDraft:
    loyalty = record.get("loyalty")
    marks = (Identity(IdentityKind.LOYALTY, loyalty),) if loyalty else ()
    address = {field: record[field] for field in _ADDRESS if record.get(field)}
    return CustomerDraft(
        _key(record) or "",
        name=_name(record),
        email=_open(record, "email"),
        phone=_open(record, "phone"),
        address=address or None,
        identities=marks,
        language=record.get("language"),
        country=country_code(record.get("country")),
    )


def _key(record: Record) -> str | None:
    """What names the person in this file."""
    named = (_open(record, field) for field in _KEYS)
    return next((value for value in named if value), None)


def _open(record: Record, field: str) -> str | None:
    value = record.get(field)
    return None if value is None or nobody(value) else str(value)


def _is_masked(record: Record) -> bool:
    return any(nobody(record.get(field) or "") for field in ("email", "phone"))


def _name(record: Record) -> str | None:
    """The full name; a Chinese family name goes first and without a blank."""
    whole = record.get("name")
    parts = [record.get("first_name") or "", record.get("last_name") or ""]
    if whole or not any(parts):
        return whole
    if not "".join(parts).isascii() and all(len(part) <= 2 for part in parts):
        return "".join(reversed(parts))
    return " ".join(filter(None, parts))
