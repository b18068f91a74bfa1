"""The log over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query

from shopweave.foundation.database import Database
from shopweave.trust.audit.search import Entry, search
from shopweave.trust.audit.verify import Verdict, verify
from shopweave.trust.permissions import Permission, Principal, require

Reader = Annotated[Principal, require(Permission.AUDIT_READ)]


class AuditRoutes:
    """Read and verify the log."""

    def __init__(self, database: Database, key: bytes) -> None:
        self._database = database
        self._key = key

    def router(self) -> APIRouter:
        """The routes below /v1/audit."""
        router = APIRouter(prefix="/v1/audit", tags=["audit"])
        router.add_api_route("", self.entries, methods=["GET"])
        router.add_api_route("/verify", self.verify, methods=["GET"])
        return router

    def entries(
        self,
        principal: Reader,
        subject: Annotated[str | None, Query(max_length=200)] = None,
        before: Annotated[int | None, Query(ge=1, lt=2**63)] = None,
        limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    ) -> list[Entry]:
        """List entries, newest first; `before` the number of the last one to go on."""
        with self._database.read() as tx:
            return search(tx, subject, before, limit)

    def verify(self, principal: Reader) -> Verdict:
        """Read the whole log and say whether it was changed."""
        with self._database.read() as tx:
            return verify(tx, self._key)
