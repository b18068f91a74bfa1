"""What an API key is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shopweave.trust.permissions import Permission


class KeyKind(StrEnum):
    """For every shopper's eyes, or for a server alone."""

    PUBLIC = "public"
    SECRET = "secret"  # noqa: S105 - a word, not a password


@dataclass(frozen=True, slots=True)
class ApiKey:
    """One key; `token` is the whole key of a public one and None for a secret one.

    `origins` are the web origins that may use it, all when empty; `per_second` is how many
    requests it may make.
    """

    id: str
    kind: KeyKind
    name: str
    prefix: str
    scopes: frozenset[Permission]
    origins: tuple[str, ...]
    source: str | None
    per_second: int
    created_at: datetime
    created_by: str
    expires_at: datetime | None
    revoked_at: datetime | None
    used_at: datetime | None
    token: str | None

    def usable(self, now: datetime) -> bool:
        """Whether it is neither revoked nor expired."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)
