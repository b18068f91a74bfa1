"""Approve, refuse, replace and undo decisions; and tell the ledger how their effects go."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from shopweave.decisions.errors import AlreadySettled, CannotBeUndone, NothingToApprove
from shopweave.decisions.kinds import Kinds
from shopweave.decisions.ledger import record
from shopweave.decisions.read import find
from shopweave.decisions.records import reading, writing
from shopweave.decisions.types import Decision, State, Step
from shopweave.foundation.database import Transaction

_AFTER = {
    State.APPROVED: {State.PROPOSED},
    State.RUNNING: {State.APPROVED},
    State.DONE: {State.APPROVED, State.RUNNING},
    State.FAILED: {State.APPROVED, State.RUNNING},
    State.EXPIRED: {State.PROPOSED},
}


def approve(tx: Transaction, kinds: Kinds, decision: str, who: str, now: datetime) -> Decision:
    """Approve a proposal and enqueue its effect, in one transaction.

    Raises `UnknownDecision`, `NothingToApprove` or `AlreadySettled`.
    """
    proposal = find(tx, decision)
    effect = kinds.of(proposal.kind).approve
    if effect is None:
        raise NothingToApprove(kind=proposal.kind)
    approved = _move(tx, proposal, State.APPROVED, _AFTER[State.APPROVED], who, now)
    effect(tx, approved)
    return approved


def approve_instead(
    tx: Transaction,
    kinds: Kinds,
    decision: str,
    what: Mapping[str, Any],
    who: str,
    now: datetime,
) -> Decision:
    """Approve something other than was proposed: a decision of its own, made by a person."""
    proposal = find(tx, decision)
    _move(tx, proposal, State.UNDONE, {State.PROPOSED}, who, now, "replaced")
    inputs = {"instead_of": proposal.id}
    own = replace(
        proposal, id="", at=now, what=what, inputs=inputs, model_version=None, state=State.PROPOSED
    )
    record(tx, own)
    return approve(tx, kinds, own.id, who, now)


def undo(
    tx: Transaction, kinds: Kinds, decision: str, who: str, now: datetime, note: str = ""
) -> Decision:
    """Refuse a proposal, or take back what was decided.

    Raises `UnknownDecision`, `CannotBeUndone` or `AlreadySettled`.
    """
    made = find(tx, decision)
    if made.state is State.PROPOSED:
        return _move(tx, made, State.UNDONE, {State.PROPOSED}, who, now, note or "refused")
    take_back = kinds.of(made.kind).undo
    if take_back is None:
        raise CannotBeUndone(kind=made.kind)
    undoable = {State.APPROVED, State.RUNNING, State.DONE}
    undone = _move(tx, made, State.UNDONE, undoable, who, now, note)
    take_back(tx, made)
    return undone


def advance(
    tx: Transaction, decision: str, to: State, now: datetime, by: str = "system", note: str = ""
) -> Decision:
    """Write down how an approved effect goes: running, done or failed. Raises `AlreadySettled`."""
    return _move(tx, find(tx, decision), to, _AFTER[to], by, now, note)


def expire(tx: Transaction, now: datetime) -> int:
    """Close the proposals that nobody answered in time; returns how many."""
    late = reading.overdue(tx, now)
    for proposal in late:
        advance(tx, proposal, State.EXPIRED, now)
    return len(late)


def _move(
    tx: Transaction,
    made: Decision,
    to: State,
    allowed: Collection[State],
    who: str,
    now: datetime,
    note: str = "",
) -> Decision:
    if not writing.move(tx, made.id, to, allowed):
        raise AlreadySettled(state=find(tx, made.id).state)
    writing.add_step(tx, made.id, Step(to, now, who, note))
    return replace(made, state=to)
