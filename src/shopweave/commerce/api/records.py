"""Every statement about answers already given."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select

from shopweave.commerce.api.tables import idempotency_keys
from shopweave.foundation.database import Transaction


def given(tx: Transaction, caller: str, key: str) -> Row[Any] | None:
    """The answer that a caller got under a key."""
    c = idempotency_keys.c
    return tx.first(select(c.hash, c.answer).where(c.caller == caller, c.key == key))


def keep(
    tx: Transaction, caller: str, key: str, digest: bytes, answer: dict[str, Any], now: datetime
) -> None:
    """Remember an answer."""
    row = {"caller": caller, "key": key, "hash": digest, "answer": answer, "at": now}
    tx.insert_new(idempotency_keys, [row], key=["caller", "key"])


def drop_older(tx: Transaction, before: datetime) -> None:
    """Forget answers that nobody will ask for again."""
    tx.execute(delete(idempotency_keys).where(idempotency_keys.c.at < before))
