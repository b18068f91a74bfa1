"""Every statement that jobs send to the database."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Text,
    and_,
    cast,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)

from shopweave.foundation import ids
from shopweave.foundation.database import Transaction
from shopweave.foundation.jobs.tables import jobs, schedules
from shopweave.foundation.jobs.types import Claim, Job, Progress, Schedule, State

c = jobs.c


def insert(
    tx: Transaction,
    job: str,
    kind: str,
    payload: dict[str, Any],
    run_at: datetime | None,
    unique_key: str | None,
    priority: int,
) -> bool:
    """Add a waiting job; False when one with the same unique key waits already."""
    row = {
        "id": job,
        "kind": kind,
        "payload": payload,
        "state": State.WAITING,
        "priority": priority,
        "unique_key": unique_key,
        "waiting_key": unique_key,
        "run_at": run_at,
        "attempts": 0,
        "done": 0,
        "total": 0,
        "note": "",
    }
    return bool(tx.insert_new(jobs, [row], key=["waiting_key"]))


def waiting(tx: Transaction, unique_key: str) -> str:
    """The job that waits under this key."""
    return str(tx.scalar(select(c.id).where(c.waiting_key == unique_key)))


def _due(now: datetime, kinds: Collection[str]) -> Select[Any]:
    other = jobs.alias("other")
    key_is_running = exists().where(
        other.c.unique_key == c.unique_key, other.c.state == State.RUNNING
    )
    return (
        select(c.id)
        .where(
            c.state == State.WAITING,
            c.kind.in_(sorted(kinds)),
            or_(c.run_at.is_(None), c.run_at <= now),
            or_(c.unique_key.is_(None), ~key_is_running),
        )
        .order_by(c.priority, c.id)
        .limit(1)
    )


def is_due(tx: Transaction, now: datetime, kinds: Collection[str]) -> bool:
    """Whether there is something to claim; costs no write."""
    return tx.first(_due(now, kinds)) is not None


def claim(
    tx: Transaction, worker: str, now: datetime, lease: timedelta, kinds: Collection[str]
) -> Claim | None:
    """Take the next due job of these kinds for this worker, or None."""
    next_one = _due(now, kinds).with_for_update(skip_locked=True, of=jobs).scalar_subquery()
    taken = {
        "state": State.RUNNING,
        "waiting_key": None,
        "worker": worker,
        "attempts": c.attempts + 1,
        "lease_until": now + lease,
        "started_at": now,
        "finished_at": None,
    }
    row = tx.first(update(jobs).where(c.id == next_one).values(taken).returning(jobs))
    return None if row is None else Claim(row.id, row.kind, row.payload, worker, row.attempts)


def _held(claim: Claim) -> ColumnElement[bool]:
    same = and_(c.id == claim.id, c.worker == claim.worker, c.attempts == claim.attempt)
    return and_(same, c.state == State.RUNNING)


def renew(tx: Transaction, worker: str, until: datetime) -> dict[str, bool]:
    """Prolong the leases of a worker's jobs; {job: whether it shall be cancelled}."""
    mine = and_(c.worker == worker, c.state == State.RUNNING)
    renewed = update(jobs).where(mine).values(lease_until=until).returning(c.id, c.cancel)
    return {row.id: row.cancel for row in tx.all(renewed)}


def note_progress(tx: Transaction, claim: Claim, at: Progress) -> None:
    """Write down how far a job is."""
    values = {"done": at.done, "total": at.total, "note": at.note}
    tx.execute(update(jobs).where(_held(claim)).values(values))


def finish(tx: Transaction, claim: Claim, values: dict[str, Any]) -> bool:
    """End a job that this worker still holds; False when it does not any more."""
    return tx.execute(update(jobs).where(_held(claim)).values(values)) == 1


def put_back(tx: Transaction, claim: Claim) -> None:
    """Let a job wait again as if it had not been started."""
    values = {"state": State.WAITING, "attempts": claim.attempt - 1}
    tx.execute(update(jobs).where(_held(claim)).values(values))


def remove(tx: Transaction, claim: Claim) -> bool:
    """Forget a finished job that nobody will ask for; False when it is not held any more."""
    return tx.execute(delete(jobs).where(_held(claim))) == 1


def expired(tx: Transaction, now: datetime) -> list[tuple[Claim, bool]]:
    """Jobs whose worker fell silent, and whether somebody had cancelled them."""
    rows = tx.all(select(jobs).where(c.state == State.RUNNING, c.lease_until < now))
    return [(Claim(r.id, r.kind, r.payload, r.worker, r.attempts), r.cancel) for r in rows]


def revive(tx: Transaction, job: str) -> bool:
    """Let a dead job wait again, with fresh attempts; False when it is not dead."""
    values = {"state": State.WAITING, "attempts": 0, "run_at": None, "cancel": False}
    dead = and_(c.id == job, c.state == State.DEAD)
    return tx.execute(update(jobs).where(dead).values(values)) == 1


def drop(tx: Transaction, job: str) -> bool:
    """Delete a dead job; False when it is not dead."""
    return tx.execute(delete(jobs).where(c.id == job, c.state == State.DEAD)) == 1


def forget(tx: Transaction, name: str) -> int:
    """Delete every job that names something and does not run; returns how many."""
    named = cast(c.payload, Text).contains(f'"{name}"', autoescape=True)
    return tx.execute(delete(jobs).where(named, c.state != State.RUNNING))


def cancel(tx: Transaction, job: str, now: datetime) -> bool:
    """Cancel a waiting job, or ask a running one to stop; False when it is neither."""
    values = {"state": State.CANCELLED, "waiting_key": None, "finished_at": now}
    if tx.execute(update(jobs).where(c.id == job, c.state == State.WAITING).values(values)):
        return True
    running = and_(c.id == job, c.state == State.RUNNING)
    return tx.execute(update(jobs).where(running).values(cancel=True)) == 1


def state_of(tx: Transaction, job: str) -> str | None:
    """Where a job stands, None when there is none."""
    found: str | None = tx.scalar(select(c.state).where(c.id == job))
    return found


def find(tx: Transaction, job: str) -> Job | None:
    """One job."""
    row = tx.first(select(jobs).where(c.id == job))
    return None if row is None else _job(row)


def newest(
    tx: Transaction, states: Collection[State], kind: str | None, limit: int, before: str | None
) -> list[Job]:
    """The newest jobs in any of these states, older than the job `before`."""
    statement = select(jobs).where(c.state.in_(sorted(states)))
    if kind is not None:
        statement = statement.where(c.kind == kind)
    if before is not None:
        statement = statement.where(c.id < before)
    return [_job(row) for row in tx.all(statement.order_by(c.id.desc()).limit(limit))]


def counts(tx: Transaction) -> dict[str, int]:
    """How many jobs are in each state."""
    rows = tx.all(select(c.state, func.count().label("jobs")).group_by(c.state))
    return {row.state: row.jobs for row in rows}


def waiting_since(tx: Transaction, now: datetime) -> datetime | None:
    """Since when the job waits that has been due for longest; None when none is due."""
    waits = select(func.min(c.id)).where(c.state == State.WAITING, c.run_at.is_(None))
    late = select(func.min(c.run_at)).where(c.state == State.WAITING, c.run_at <= now)
    oldest, overdue = tx.scalar(waits), tx.scalar(late)
    moments = [ids.moment_of(oldest)] if oldest else []
    return min(moments + ([overdue] if overdue else []), default=None)


def tidy(tx: Transaction, before: datetime) -> int:
    """Delete what was done or cancelled before this time."""
    over = c.state.in_([State.DONE, State.CANCELLED])
    return tx.execute(delete(jobs).where(over, c.finished_at < before))


def plan(tx: Transaction, schedule: Schedule, now: datetime) -> None:
    """Enter a schedule; a known one keeps its turn unless its rhythm has changed."""
    seconds = int(schedule.every.total_seconds())
    first = now if schedule.at_once else now + schedule.every
    row = {"kind": schedule.kind, "every_seconds": seconds, "next_at": first}
    if tx.insert_new(schedules, [row], key=["kind"]):
        return
    changed = and_(schedules.c.kind == schedule.kind, schedules.c.every_seconds != seconds)
    tx.execute(update(schedules).where(changed).values(every_seconds=seconds, next_at=first))


def turns(tx: Transaction, now: datetime, kinds: Collection[str]) -> list[str]:
    """The schedules among `kinds` whose turn has come; costs no write."""
    s = schedules.c
    due = select(s.kind).where(s.next_at <= now, s.kind.in_(sorted(kinds)))
    return [row.kind for row in tx.all(due)]


def take_turn(tx: Transaction, schedule: Schedule, now: datetime) -> bool:
    """Move a due schedule to its next turn; False when somebody else did."""
    s = schedules.c
    due = and_(s.kind == schedule.kind, s.next_at <= now)
    return tx.execute(update(schedules).where(due).values(next_at=now + schedule.every)) == 1


def _job(row: Row[Any]) -> Job:
    return Job(
        id=row.id,
        kind=row.kind,
        payload=row.payload,
        state=State(row.state),
        attempts=row.attempts,
        progress=Progress(row.done, row.total, row.note),
        error=row.error,
        run_at=row.run_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
        result=row.result,
    )
