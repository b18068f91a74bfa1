"""Keys over HTTP."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database
from shopweave.trust.keys import overview
from shopweave.trust.keys.create import NewKey, create
from shopweave.trust.keys.revoke import revoke
from shopweave.trust.keys.types import ApiKey, KeyKind
from shopweave.trust.permissions import Permission, Principal, require

Reader = Annotated[Principal, require(Permission.KEYS_READ)]
Chief = Annotated[Principal, require(Permission.KEYS_MANAGE)]


class NewKeyBody(BaseModel):
    """What key to make; a public one has its scopes by itself."""

    model_config = ConfigDict(extra="forbid")
    kind: KeyKind
    name: str = Field(min_length=1, max_length=100)
    scopes: list[Permission] = Field(default=[], max_length=100)
    origins: list[str] = Field(default=[], max_length=50)
    source: str | None = Field(None, max_length=32)
    per_second: int | None = Field(None, ge=1, le=100_000)
    expires_at: AwareDatetime | None = None


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A new key and its text, which is never shown again."""

    key: ApiKey
    text: str


@dataclass(frozen=True, slots=True)
class RevokedKey:
    """The key that opens nothing any more."""

    id: str
    revoked_at: datetime


class KeyRoutes:
    """Look at, make and revoke keys."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def router(self) -> APIRouter:
        """The routes below /v1/keys."""
        router = APIRouter(prefix="/v1/keys", tags=["keys"])
        router.add_api_route("", self.every, methods=["GET"])
        router.add_api_route("", self.create, methods=["POST"], status_code=201)
        router.add_api_route("/{key}", self.revoke, methods=["DELETE"])
        return router

    def every(self, principal: Reader) -> list[ApiKey]:
        """List all keys, without their secrets."""
        with self._database.read() as tx:
            return overview.every(tx)

    def create(self, principal: Chief, body: NewKeyBody) -> MadeKey:
        """Make a key; its text is in this answer only."""
        wanted = NewKey(
            body.kind,
            body.name,
            frozenset(body.scopes),
            tuple(body.origins),
            body.source,
            body.per_second,
            body.expires_at,
        )
        with self._database.write() as tx:
            return MadeKey(*create(tx, principal, wanted, self._clock.now()))

    def revoke(self, principal: Chief, key: str) -> RevokedKey:
        """Make a key useless within a second."""
        now = self._clock.now()
        with self._database.write() as tx:
            revoke(tx, principal, key, now)
        return RevokedKey(key, now)
