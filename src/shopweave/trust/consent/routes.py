"""Consent over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field

from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database
from shopweave.trust import audit
from shopweave.trust.consent.record import Statement, record
from shopweave.trust.consent.states import Said, said_by
from shopweave.trust.consent.texts import Text, current_texts, publish_text
from shopweave.trust.consent.types import Purpose, State
from shopweave.trust.permissions import Permission, Principal, PrincipalKind, public, require

Words = Annotated[str, Field(min_length=1, max_length=10_000)]
Language = Annotated[str, Field(pattern="^(en|zh)$")]
Customer = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]


class StatementBody(BaseModel):
    """What a customer said."""

    model_config = ConfigDict(extra="forbid")
    purpose: Purpose
    state: State
    text_version: int | None = Field(None, ge=1, le=1_000_000)
    proof: dict[str, Annotated[str, Field(max_length=500)]] = Field(default={}, max_length=20)


class TextBody(BaseModel):
    """The words of a purpose, by language."""

    model_config = ConfigDict(extra="forbid")
    texts: dict[Language, Words] = Field(min_length=1)


class ConsentRoutes:
    """Ask, record, and write the texts."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def router(self) -> APIRouter:
        """The routes about consent."""
        router = APIRouter(prefix="/v1", tags=["consent"])
        router.add_api_route("/consent/texts", self.texts, methods=["GET"])
        router.add_api_route("/consent/texts/{purpose}", self.publish, methods=["PUT"])
        router.add_api_route("/customers/{customer}/consent", self.said, methods=["GET"])
        router.add_api_route("/customers/{customer}/consent", self.record, methods=["POST"])
        return router

    def texts(self, principal: Annotated[Principal, public()]) -> list[Text]:
        """Give the words that a shop front shows, with the version to send back."""
        with self._database.read() as tx:
            return current_texts(tx)

    def publish(
        self,
        principal: Annotated[Principal, require(Permission.CONSENT_TEXTS)],
        purpose: Purpose,
        body: TextBody,
    ) -> Text:
        """Make a new version of a text; who agreed to an older one agreed to that."""
        with self._database.write() as tx:
            return publish_text(tx, principal, purpose, dict(body.texts), self._clock.now())

    def said(
        self,
        principal: Annotated[Principal, require(Permission.CONSENT_READ)],
        customer: Customer,
    ) -> list[Said]:
        """Tell what a customer said last about each purpose."""
        with self._database.read() as tx:
            return said_by(tx, customer)

    def record(
        self,
        principal: Annotated[Principal, require(Permission.CONSENT_RECORD)],
        customer: Customer,
        body: StatementBody,
    ) -> list[Said]:
        """Record what a customer said; a withdrawal holds from this answer on."""
        statement = Statement(
            customer,
            body.purpose,
            body.state,
            self._clock.now(),
            principal.source,
            text_version=body.text_version,
            proof={**body.proof, "recorded_by": f"{principal.kind}:{principal.id}"},
        )
        with self._database.write() as tx:
            record(tx, statement)
            if principal.kind is PrincipalKind.STAFF:
                said = {"purpose": body.purpose.value, "state": body.state.value}
                subject = f"customer:{customer}"
                audit.record(tx, principal, "consent.recorded", subject, said, at=statement.at)
            return said_by(tx, customer)
