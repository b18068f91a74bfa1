"""Statements that look into the ledger."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select, text

from shopweave.decisions.records.rows import decision_of, step_of
from shopweave.decisions.tables import decisions, steps
from shopweave.decisions.types import Decision, Filter, State, Step
from shopweave.foundation import ids
from shopweave.foundation.database import Transaction

c = decisions.c
_MANY = 1000
# Said as in the index over open decisions, so that both databases see that it can be used.
_OPEN = text("state <> 'done'")


def find(tx: Transaction, decision: str) -> Decision | None:
    """One decision."""
    row = tx.first(select(decisions).where(c.id == decision))
    return None if row is None else decision_of(row)


def newest(tx: Transaction, which: Filter, limit: int, before: str | None) -> list[Decision]:
    """The newest decisions that fit, older than the one `before`."""
    statement = select(decisions).where(*_fitting(which))
    if before is not None:
        statement = statement.where(c.id < before)
    return [decision_of(row) for row in tx.all(statement.order_by(c.id.desc()).limit(limit))]


def _fitting(which: Filter) -> Sequence[ColumnElement[bool]]:
    wanted: list[Any] = _within(which.since, which.until)
    if which.kind is not None:
        wanted.append(or_(c.kind == which.kind, c.kind.startswith(f"{which.kind}.")))
    if which.states:
        wanted.append(c.state.in_(sorted(which.states)))
        if State.DONE not in which.states:
            wanted.append(_OPEN)
    if which.subject_id is not None:
        wanted.append(c.subject_id == which.subject_id)
    if which.arm is not None:
        wanted.append(c.arm == which.arm)
    return wanted


def _within(since: datetime | None, until: datetime | None) -> list[Any]:
    """Decisions of a span of time, by their ids."""
    low = [] if since is None else [c.id >= ids.first_of(since)]
    return low + ([] if until is None else [c.id < ids.first_of(until)])


def count_open(tx: Transaction, states: Collection[State], kind: str | None = None) -> int:
    """How many decisions are in these states, none of them done."""
    which = Filter(kind, tuple(states))
    return int(tx.scalar(select(func.count()).select_from(decisions).where(*_fitting(which))))


def overdue(tx: Transaction, now: datetime) -> list[str]:
    """Proposals whose time is over."""
    late = select(c.id).where(_OPEN, c.state == State.PROPOSED, c.expires_at < now)
    return [row.id for row in tx.all(late)]


def steps_of(tx: Transaction, decision: str) -> list[Step]:
    """Who moved a decision, in order."""
    s = steps.c
    rows = tx.all(select(steps).where(s.decision == decision).order_by(s.at))
    return [step_of(row) for row in rows]


def made_alone(tx: Transaction, since: datetime, until: datetime) -> dict[str, int]:
    """How many decisions of each kind nobody was asked about."""
    asked = exists().where(steps.c.decision == c.id)
    alone = [*_within(since, until), c.state == State.DONE, ~asked]
    counted = select(c.kind, func.count().label("made")).where(*alone).group_by(c.kind)
    return {row.kind: row.made for row in tx.all(counted)}


def counts(tx: Transaction, since: datetime, until: datetime) -> dict[tuple[str, str | None], int]:
    """How many decisions of each (kind, arm) were made in a span of time."""
    made = select(c.kind, c.arm, func.count().label("made")).where(*_within(since, until))
    return {(row.kind, row.arm): row.made for row in tx.all(made.group_by(c.kind, c.arm))}


def lists_of(
    tx: Transaction, subjects: Collection[str], since: datetime, until: datetime
) -> list[Decision]:
    """The newest lists that were made for any of these pseudonyms, newest first."""
    of_them = [c.subject_id.in_(sorted(subjects)), *_within(since, None), c.at <= until]
    rows = tx.all(select(decisions).where(*of_them).order_by(c.id.desc()).limit(_MANY))
    return [made for made in map(decision_of, rows) if made.items]


def items_of(tx: Transaction, made: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The things in each of these decisions that exist."""
    rows = tx.all(select(decisions).where(c.id.in_(sorted(made))))
    return {row.id: decision_of(row).items for row in rows}


def of_person(tx: Transaction, customer: str) -> list[Decision]:
    """All that was decided for a pseudonym, newest first."""
    rows = tx.all(select(decisions).where(c.subject_id == customer).order_by(c.id.desc()))
    return [decision_of(row) for row in rows]
