"""Make a key."""

from dataclasses import dataclass
from datetime import datetime

from shopweave.foundation import ids
from shopweave.foundation.database import Transaction
from shopweave.trust import audit, versions
from shopweave.trust.keys import records, tokens
from shopweave.trust.keys.errors import ScopesNotForKey
from shopweave.trust.keys.types import ApiKey, KeyKind
from shopweave.trust.permissions import KEY_SCOPES, PUBLIC_SCOPES, Permission, Principal

_PER_SECOND = {KeyKind.PUBLIC: 5000, KeyKind.SECRET: 1000}
_POSSIBLE = {KeyKind.PUBLIC: PUBLIC_SCOPES, KeyKind.SECRET: KEY_SCOPES}


@dataclass(frozen=True, slots=True)
class NewKey:
    """What to make; empty scopes mean all that a public key can have, `source` is what it feeds."""

    kind: KeyKind
    name: str
    scopes: frozenset[Permission] = frozenset()
    origins: tuple[str, ...] = ()
    source: str | None = None
    per_second: int | None = None
    expires_at: datetime | None = None


def create(
    tx: Transaction, principal: Principal, wanted: NewKey, at: datetime
) -> tuple[ApiKey, str]:
    """Return the key and its text, which is never shown again; audited.

    Raises `ScopesNotForKey`.
    """
    token = tokens.make(wanted.kind)
    key = ApiKey(
        id=ids.new(),
        kind=wanted.kind,
        name=wanted.name,
        prefix=token[: tokens.SHOWN],
        scopes=_scopes(wanted),
        origins=tuple(origin.rstrip("/").lower() for origin in wanted.origins),
        source=wanted.source,
        per_second=wanted.per_second or _PER_SECOND[wanted.kind],
        created_at=at,
        created_by=principal.id,
        expires_at=wanted.expires_at,
        revoked_at=None,
        used_at=None,
        token=token if wanted.kind is KeyKind.PUBLIC else None,
    )
    records.add(tx, key, tokens.fingerprint(token))
    versions.raise_version(tx, versions.ACCESS)
    detail = {"kind": key.kind, "name": key.name, "scopes": sorted(key.scopes)}
    audit.record(tx, principal, "key.created", f"key:{key.id}", detail, at=at)
    return key, token


def _scopes(wanted: NewKey) -> frozenset[Permission]:
    possible = _POSSIBLE[wanted.kind]
    if wanted.kind is KeyKind.PUBLIC and not wanted.scopes:
        return possible
    excess = wanted.scopes - possible
    if excess or not wanted.scopes:
        raise ScopesNotForKey(kind=wanted.kind.value, scopes=", ".join(sorted(excess)) or "nothing")
    return wanted.scopes
