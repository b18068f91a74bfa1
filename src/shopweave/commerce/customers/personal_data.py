"""What is known about a person here, to be shown and to be erased."""

from typing import Any

from shopweave.commerce import inbound
from shopweave.commerce.customers import records, reveal
from shopweave.commerce.customers.directory import ENTITY, Directory
from shopweave.foundation.database import Transaction
from shopweave.trust.personal_data import Handler

_TABLES = frozenset({"customers", "customer_identities", "customer_words"})


def handler(directory: Directory) -> Handler:
    """The handler of this room for the registry of personal data."""

    def export(tx: Transaction, customer: str) -> list[dict[str, Any]]:
        return [_profile(tx, directory, row) for row in records.profiles(tx, [customer])]

    def erase(tx: Transaction, customer: str) -> int:
        tx.after_commit(directory.forget)
        directory.forget()
        return records.erase(tx, customer) + inbound.erase(tx, ENTITY, customer)

    return Handler("customers", _TABLES, export, erase)


def _profile(tx: Transaction, directory: Directory, row: Any) -> dict[str, Any]:
    known = reveal.fields(tx, directory.vault, [row.id]).get(row.id, {})
    marks = reveal.open_marks(tx, directory.vault, [row.id]).get(row.id, [])
    return {
        "id": row.id,
        "source": row.source_id,
        **known,
        "language": row.language,
        "country": row.country,
        "attributes": row.attributes,
        "identities": [{"kind": kind, "value": value} for kind, value in marks],
        "since": row.created_at.isoformat(),
    }
