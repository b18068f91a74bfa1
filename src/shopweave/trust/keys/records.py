"""Every statement about keys that goes to the database."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, update

from shopweave.foundation.database import Transaction
from shopweave.trust.keys.tables import api_keys
from shopweave.trust.keys.types import ApiKey, KeyKind
from shopweave.trust.permissions import Permission


def add(tx: Transaction, key: ApiKey, digest: bytes) -> None:
    """Store a new key."""
    row = {
        "id": key.id,
        "kind": key.kind,
        "name": key.name,
        "prefix": key.prefix,
        "token_hash": digest,
        "public_token": key.token,
        "scopes": sorted(key.scopes),
        "origins": list(key.origins),
        "source_id": key.source,
        "per_second": key.per_second,
        "created_at": key.created_at,
        "created_by": key.created_by,
        "expires_at": key.expires_at,
    }
    tx.execute(api_keys.insert(), row)


def every(tx: Transaction) -> list[tuple[bytes, ApiKey]]:
    """All keys with their fingerprints, the newest first."""
    rows = tx.all(select(api_keys).order_by(api_keys.c.id.desc()))
    return [(row.token_hash, _key(row)) for row in rows]


def revoke(tx: Transaction, key_id: str, at: datetime) -> bool:
    """Mark a key as revoked, once; returns whether there is such a key."""
    own = api_keys.c.id == key_id
    tx.execute(update(api_keys).where(own, api_keys.c.revoked_at.is_(None)).values(revoked_at=at))
    return tx.scalar(select(api_keys.c.id).where(own)) is not None


def mark_used(tx: Transaction, used: Mapping[str, datetime]) -> None:
    """Set the time of the last use."""
    statement = update(api_keys).where(api_keys.c.id == bindparam("key"))
    rows = [{"key": key, "at": at} for key, at in used.items()]
    tx.execute(statement.values(used_at=bindparam("at")), rows)


def _key(row: Row[Any]) -> ApiKey:
    return ApiKey(
        id=row.id,
        kind=KeyKind(row.kind),
        name=row.name,
        prefix=row.prefix,
        scopes=frozenset(p for p in Permission if p in row.scopes),
        origins=tuple(row.origins),
        source=row.source_id,
        per_second=row.per_second,
        created_at=row.created_at,
        created_by=row.created_by,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        used_at=row.used_at,
        token=row.public_token,
    )
