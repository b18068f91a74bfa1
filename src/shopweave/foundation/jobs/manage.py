"""What a person does with jobs: look, retry, drop, cancel."""

from collections.abc import Collection
from datetime import datetime

from shopweave.foundation.database import Transaction, notify
from shopweave.foundation.jobs import records
from shopweave.foundation.jobs.enqueue import CHANNEL
from shopweave.foundation.jobs.errors import NotDead, NotUnderWay, UnknownJob
from shopweave.foundation.jobs.types import Job, State


def find(tx: Transaction, job: str) -> Job:
    """One job. Raises `UnknownJob`."""
    found = records.find(tx, job)
    if found is None:
        raise UnknownJob(job=job)
    return found


def newest(
    tx: Transaction,
    states: Collection[State] = tuple(State),
    kind: str | None = None,
    limit: int = 50,
    before: str | None = None,
) -> list[Job]:
    """The newest jobs in any of these states; the next page lies `before` the last one's id."""
    return records.newest(tx, states, kind, limit, before)


def counts(tx: Transaction) -> dict[State, int]:
    """How many jobs are in each state; states without any are absent."""
    return {State(state): jobs for state, jobs in records.counts(tx).items()}


def retry(tx: Transaction, job: str) -> None:
    """Let a dead job run again. Raises `UnknownJob` or `NotDead`."""
    if not records.revive(tx, job):
        raise NotDead(job=job, state=_state(tx, job))
    notify(tx, CHANNEL)


def drop(tx: Transaction, job: str) -> None:
    """Throw a dead job away. Raises `UnknownJob` or `NotDead`."""
    if not records.drop(tx, job):
        raise NotDead(job=job, state=_state(tx, job))


def forget(tx: Transaction, name: str) -> int:
    """Delete jobs, dead ones too, whose payload holds this text as a value; returns how many.

    A job that runs ends by itself.
    """
    return records.forget(tx, name)


def cancel(tx: Transaction, job: str, now: datetime) -> None:
    """Stop a job that waits or runs. Raises `UnknownJob` or `NotUnderWay`."""
    if not records.cancel(tx, job, now):
        raise NotUnderWay(job=job, state=_state(tx, job))


def _state(tx: Transaction, job: str) -> str:
    state = records.state_of(tx, job)
    if state is None:
        raise UnknownJob(job=job)
    return state
