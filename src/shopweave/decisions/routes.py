"""The ledger over HTTP: look, ask why, approve, undo, decide again, and what experiments show."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from shopweave.decisions.act import approve, approve_instead, undo
from shopweave.decisions.effect import Effect, effect
from shopweave.decisions.kinds import Kinds
from shopweave.decisions.read import explain, newest, worth
from shopweave.decisions.replay import replay
from shopweave.decisions.settings import LedgerPreferences
from shopweave.decisions.types import Decision, Explanation, Filter, Left, State, Worth
from shopweave.foundation import preferences
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, Transaction
from shopweave.trust import audit
from shopweave.trust.permissions import Permission, Principal, require

Reader = Annotated[Principal, require(Permission.DECISIONS_READ)]
Approver = Annotated[Principal, require(Permission.DECISIONS_APPROVE)]
Id = Annotated[str, Path(min_length=1, max_length=32)]
Text = Annotated[str | None, Query(max_length=64)]


@dataclass(frozen=True, slots=True)
class Page:
    """Some decisions, newest first; `next` is what to send as `before` to go on."""

    decisions: list[Decision]
    next: str | None


@dataclass(frozen=True, slots=True)
class Again:
    """What was decided then, and what the same inputs give today."""

    same: bool
    then: dict[str, Any]
    again: dict[str, Any]


class Approval(BaseModel):
    """What to approve instead of the proposal, if anything."""

    model_config = ConfigDict(extra="forbid")
    what: dict[str, Any] | None = None


class Refusal(BaseModel):
    """Why it is refused or taken back."""

    model_config = ConfigDict(extra="forbid")
    note: str = Field("", max_length=500)


class DecisionRoutes:
    """Read and settle decisions."""

    def __init__(
        self, database: Database, clock: Clock, kinds: Kinds, left: Left | None = None
    ) -> None:
        self._left = left
        self._database = database
        self._clock = clock
        self._kinds = kinds

    def router(self) -> APIRouter:
        """The routes below /v1/decisions and /v1/experiments."""
        router = APIRouter(prefix="/v1", tags=["decisions"])
        router.add_api_route("/decisions", self.page, methods=["GET"])
        router.add_api_route("/decisions/worth", self.worth, methods=["GET"])
        router.add_api_route("/decisions/{decision}", self.one, methods=["GET"])
        router.add_api_route("/decisions/{decision}/replay", self.replay, methods=["GET"])
        router.add_api_route("/decisions/{decision}/approve", self.approve, methods=["POST"])
        router.add_api_route("/decisions/{decision}/undo", self.undo, methods=["POST"])
        router.add_api_route("/experiments/{experiment}", self.effect, methods=["GET"])
        return router

    def page(
        self,
        principal: Reader,
        kind: Text = None,
        subject: Text = None,
        state: Annotated[list[State] | None, Query()] = None,
        before: Text = None,
        limit: Annotated[int, Query(ge=1, le=500)] = 50,
    ) -> Page:
        """List decisions, newest first; `kind` with all kinds below it."""
        which = Filter(kind=kind, subject_id=subject, states=tuple(state or ()))
        with self._database.read() as tx:
            found = newest(tx, which, limit, before)
        return Page(found, found[-1].id if len(found) == limit else None)

    def one(self, principal: Reader, decision: Id) -> Explanation:
        """Return one decision with its reasons, steps and outcomes."""
        with self._database.read() as tx:
            return explain(tx, self._kinds, decision, self._clock.now(), _keep(tx))

    def replay(self, principal: Reader, decision: Id) -> Again:
        """Decide again from the recorded inputs."""
        with self._database.read() as tx:
            told = replay(tx, self._kinds, decision, self._clock.now(), _keep(tx))
        return Again(told.same, dict(told.then.what), dict(told.again))

    def approve(
        self, principal: Approver, decision: Id, approval: Approval | None = None
    ) -> Decision:
        """Approve a proposal, or something else instead of it."""
        now, who = self._clock.now(), principal.id
        with self._database.write() as tx:
            if approval is None or approval.what is None:
                approved = approve(tx, self._kinds, decision, who, now)
            else:
                approved = approve_instead(tx, self._kinds, decision, approval.what, who, now)
            self._log(tx, principal, "decision.approved", approved, now)
        return approved

    def undo(self, principal: Approver, decision: Id, refusal: Refusal | None = None) -> Decision:
        """Refuse a proposal, or take back what was decided."""
        now, note = self._clock.now(), refusal.note if refusal else ""
        with self._database.write() as tx:
            undone = undo(tx, self._kinds, decision, principal.id, now, note)
            self._log(tx, principal, "decision.undone", undone, now)
        return undone

    def worth(
        self, principal: Reader, days: Annotated[int, Query(ge=1, le=400)] = 7
    ) -> list[Worth]:
        """Say what the decisions of the last days came to, by kind and arm.

        `left` is the profit of what was bought, for who may know it.
        """
        now = self._clock.now()
        left = self._left if principal.may(Permission.MONEY_READ) else None
        with self._database.read() as tx:
            return worth(tx, now - timedelta(days=days), now, left)

    def effect(
        self, principal: Reader, experiment: Annotated[str, Path(max_length=60)]
    ) -> list[Effect]:
        """Compare treated with held out, in each currency."""
        with self._database.read() as tx:
            return effect(tx, experiment, self._clock.now())

    def _log(
        self, tx: Transaction, principal: Principal, action: str, made: Decision, at: datetime
    ) -> None:
        audit.record(tx, principal, action, f"decision:{made.id}", {"kind": made.kind}, at=at)


def _keep(tx: Transaction) -> LedgerPreferences:
    return preferences.get(tx, LedgerPreferences)
