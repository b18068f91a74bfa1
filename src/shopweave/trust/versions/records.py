"""Read and raise a counter."""

from sqlalchemy import select, update

from shopweave.foundation.database import Transaction
from shopweave.trust.versions.tables import trust_versions as versions


def current(tx: Transaction, name: str) -> int:
    """Return the counter; 0 until it is raised for the first time."""
    return tx.scalar(select(versions.c.version).where(versions.c.name == name)) or 0


def raise_version(tx: Transaction, name: str) -> None:
    """Tell every process, from the commit of this transaction on, to read again."""
    tx.insert_new(versions, [{"name": name, "version": 0}], key=("name",))
    own = update(versions).where(versions.c.name == name)
    tx.execute(own.values(version=versions.c.version + 1))
