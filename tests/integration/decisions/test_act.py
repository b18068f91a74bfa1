"""A proposal waits for a person; what was approved can be followed and taken back."""

from datetime import UTC, datetime, timedelta

import pytest

from shopweave import decisions
from shopweave.decisions import Decision, Filter, Kinds, State
from shopweave.foundation import jobs
from shopweave.foundation.database import Database, Transaction

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SOON = NOON + timedelta(minutes=1)


def order(tx: Transaction, made: Decision) -> None:
    """The effect of approving."""
    jobs.enqueue(tx, "order", {"units": made.what["units"]})


def cancel(tx: Transaction, made: Decision) -> None:
    """The effect of undoing."""
    jobs.enqueue(tx, "cancel", {"units": made.what["units"]})


KINDS = Kinds().on("replenish", approve=order, undo=cancel).on("recommend")


def propose(database: Database, kind: str = "replenish.order") -> str:
    """Record one proposal."""
    made = Decision(
        kind,
        "product",
        "oat milk",
        NOON,
        {"units": 24},
        state=State.PROPOSED,
        expires_at=NOON + timedelta(hours=1),
    )
    with database.write() as tx:
        return decisions.record(tx, made)


def enqueued(database: Database) -> list[tuple[str, int]]:
    """The effects that were asked for, oldest first."""
    with database.read() as tx:
        return [(job.kind, job.payload["units"]) for job in reversed(jobs.newest(tx))]


def test_approves_with_its_effect(database: Database) -> None:
    """Approving changes the row and enqueues the effect, together, and says by whom."""
    proposal = propose(database)
    with database.write() as tx:
        assert decisions.waiting(tx) == 1
        decisions.approve(tx, KINDS, proposal, "anna", SOON)
        assert decisions.waiting(tx) == 0
    assert enqueued(database) == [("order", 24)]
    with database.read() as tx:
        keep = decisions.LedgerPreferences()
        explained = decisions.explain(tx, KINDS, proposal, SOON, keep)
    assert explained.decision.state is State.APPROVED
    assert [(step.state, step.by) for step in explained.steps] == [(State.APPROVED, "anna")]


def test_approves_once(database: Database) -> None:
    """Of two people who approve, the second is told that it is settled."""
    proposal = propose(database)
    with database.write() as tx:
        decisions.approve(tx, KINDS, proposal, "anna", SOON)
    with pytest.raises(decisions.AlreadySettled), database.write() as tx:
        decisions.approve(tx, KINDS, proposal, "ben", SOON)
    assert enqueued(database) == [("order", 24)]


def test_follows_the_effect(database: Database) -> None:
    """An approved decision runs and is done; a done one does not run again."""
    proposal = propose(database)
    with database.write() as tx:
        decisions.approve(tx, KINDS, proposal, "anna", SOON)
        decisions.advance(tx, proposal, State.RUNNING, SOON)
        decisions.advance(tx, proposal, State.DONE, SOON)
        with pytest.raises(decisions.AlreadySettled):
            decisions.advance(tx, proposal, State.RUNNING, SOON)


def test_approves_something_else(database: Database) -> None:
    """What a person decides against the proposal is a decision of its own."""
    proposal = propose(database)
    with database.write() as tx:
        own = decisions.approve_instead(tx, KINDS, proposal, {"units": 36}, "anna", SOON)
    assert enqueued(database) == [("order", 36)]
    with database.read() as tx:
        assert decisions.find(tx, proposal).state is State.UNDONE
        assert decisions.find(tx, own.id).inputs == {"instead_of": proposal}


def test_takes_back(database: Database) -> None:
    """Undoing what was approved enqueues the way back; undoing a proposal needs none."""
    first, second = propose(database), propose(database)
    with database.write() as tx:
        decisions.approve(tx, KINDS, first, "anna", SOON)
        decisions.undo(tx, KINDS, first, "ben", SOON)
        decisions.undo(tx, KINDS, second, "ben", SOON)
        with pytest.raises(decisions.AlreadySettled):
            decisions.undo(tx, KINDS, first, "ben", SOON)
    assert enqueued(database) == [("order", 24), ("cancel", 24)]


def test_knows_what_cannot_be_done(database: Database) -> None:
    """A kind that says nothing of approving or undoing allows neither."""
    proposal = propose(database, "recommend.home")
    with database.write() as tx:
        with pytest.raises(decisions.NothingToApprove):
            decisions.approve(tx, KINDS, proposal, "anna", SOON)
        shown = Decision("recommend.home", "customer", "c1", NOON, {"items": []})
        decisions.record(tx, shown)
        with pytest.raises(decisions.CannotBeUndone):
            decisions.undo(tx, KINDS, shown.id, "anna", SOON)


def test_closes_what_nobody_answered(database: Database) -> None:
    """A proposal expires after its hour, not before."""
    proposal = propose(database)
    with database.write() as tx:
        assert decisions.expire(tx, NOON + timedelta(hours=1)) == 0
        assert decisions.expire(tx, NOON + timedelta(hours=2)) == 1
        assert decisions.find(tx, proposal).state is State.EXPIRED


def test_lists_by_kind_and_state(database: Database) -> None:
    """A filter names a family of kinds, states and a subject; pages follow each other."""
    proposals = [propose(database) for _ in range(3)]
    propose(database, "recommend.home")
    with database.write() as tx:
        decisions.approve(tx, KINDS, proposals[0], "anna", SOON)
        replenish = Filter(kind="replenish")
        first = decisions.newest(tx, replenish, limit=2)
        rest = decisions.newest(tx, replenish, before=first[-1].id)
        assert sorted(made.id for made in (*first, *rest)) == sorted(proposals)
        open_ones = Filter(kind="replenish", states=(State.PROPOSED,), subject_id="oat milk")
        assert {made.id for made in decisions.newest(tx, open_ones)} == set(proposals[1:])
        assert decisions.newest(tx, Filter(since=SOON)) == []
