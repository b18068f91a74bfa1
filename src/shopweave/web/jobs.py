"""Jobs over HTTP: what runs, what is dead, and what a person does about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query

from shopweave.foundation import jobs
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, Transaction
from shopweave.foundation.jobs import Progress, State
from shopweave.trust import audit
from shopweave.trust.permissions import Permission, Principal, require

Reader = Annotated[Principal, require(Permission.SYSTEM_READ)]
Manager = Annotated[Principal, require(Permission.SYSTEM_MANAGE)]
Id = Annotated[str, Path(min_length=1, max_length=32)]
Text = Annotated[str | None, Query(max_length=100)]


@dataclass(frozen=True, slots=True)
class ShownJob:
    """A job without its payload, which may name a person."""

    id: str
    kind: str
    state: State
    attempts: int
    progress: Progress
    error: str | None
    run_at: datetime | None
    started_at: datetime | None
    finished_at: datetime | None


class JobRoutes:
    """See jobs; retry or drop dead ones, cancel others."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def router(self) -> APIRouter:
        """The routes below /v1/jobs."""
        router = APIRouter(prefix="/v1/jobs", tags=["jobs"])
        router.add_api_route("", self.page, methods=["GET"])
        router.add_api_route("/{job}", self.one, methods=["GET"])
        router.add_api_route("/{job}/retry", self.retry, methods=["POST"])
        router.add_api_route("/{job}/cancel", self.cancel, methods=["POST"])
        router.add_api_route("/{job}", self.drop, methods=["DELETE"], status_code=204)
        return router

    def page(
        self,
        principal: Reader,
        state: Annotated[list[State] | None, Query()] = None,
        kind: Text = None,
        before: Text = None,
        limit: Annotated[int, Query(ge=1, le=500)] = 50,
    ) -> list[ShownJob]:
        """List jobs, newest first; `before` the id of the last one to go on."""
        with self._database.read() as tx:
            found = jobs.newest(tx, state or tuple(State), kind, limit, before)
        return [_shown(job) for job in found]

    def one(self, principal: Reader, job: Id) -> ShownJob:
        """Return one job with its progress or its error."""
        with self._database.read() as tx:
            return _shown(jobs.find(tx, job))

    def retry(self, principal: Manager, job: Id) -> ShownJob:
        """Let a dead job run again."""
        with self._database.write() as tx:
            jobs.retry(tx, job)
            return self._settled(tx, principal, "job.retried", job)

    def cancel(self, principal: Manager, job: Id) -> ShownJob:
        """Cancel a waiting job, or ask a running one to stop."""
        with self._database.write() as tx:
            jobs.cancel(tx, job, self._clock.now())
            return self._settled(tx, principal, "job.cancelled", job)

    def drop(self, principal: Manager, job: Id) -> None:
        """Throw a dead job away."""
        with self._database.write() as tx:
            jobs.drop(tx, job)
            audit.record(tx, principal, "job.dropped", f"job:{job}", at=self._clock.now())

    def _settled(self, tx: Transaction, principal: Principal, action: str, job: str) -> ShownJob:
        audit.record(tx, principal, action, f"job:{job}", at=self._clock.now())
        return _shown(jobs.find(tx, job))


def _shown(job: jobs.Job) -> ShownJob:
    return ShownJob(
        job.id,
        job.kind,
        job.state,
        job.attempts,
        job.progress,
        job.error,
        job.run_at,
        job.started_at,
        job.finished_at,
    )
