"""The ledger keeps what it promised, and lets go of the rest."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shopweave import decisions
from shopweave.decisions import Decision, Happened, Kinds, LedgerPreferences, Outcome, Purchase
from shopweave.foundation.database import Database, Transaction

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
KEEP = LedgerPreferences()


def again(_tx: Transaction, made: Decision) -> Mapping[str, Any]:
    """Decide as the recorded inputs say."""
    assert made.inputs is not None
    return {"items": made.inputs["would_be"]}


KINDS = Kinds().on("recommend", replay=again)


def record(database: Database, days: int, subject: str = "c1") -> str:
    """Record a list made some days ago."""
    at = NOON - timedelta(days=days)
    inputs = {"would_be": ["tea"]}
    made = Decision("recommend.home", "customer", subject, at, {"items": ["tea"]}, "x", inputs)
    with database.write() as tx:
        return decisions.record(tx, made)


def test_replays_within_its_class(database: Database) -> None:
    """A young decision is made again from its inputs, and compared."""
    made = record(database, 89)
    with database.read() as tx:
        assert decisions.replay(tx, KINDS, made, NOON, KEEP).same


def test_says_why_it_cannot_replay(database: Database) -> None:
    """After its class, or for a kind that has no replay, the ledger says why not."""
    old, young = record(database, 91), record(database, 1)
    with database.read() as tx:
        with pytest.raises(decisions.TooOldToReplay):
            decisions.replay(tx, KINDS, old, NOON, KEEP)
        with pytest.raises(decisions.NotReplayable):
            decisions.replay(tx, Kinds(), young, NOON, KEEP)
        explained = decisions.explain(tx, KINDS, old, NOON, KEEP)
    assert (explained.replayable, explained.not_replayable) == (False, "too-old-to-replay")


def test_lets_inputs_go(database: Database) -> None:
    """Inputs are kept for their class and no longer; the decision and its reasons stay."""
    old, young = record(database, 91), record(database, 89)
    decisions.forget(database, NOON, KEEP)
    with database.read() as tx:
        assert decisions.find(tx, young).inputs == {"would_be": ["tea"]}
        assert decisions.find(tx, old).inputs is None
        assert decisions.find(tx, old).reasons == "x"


def test_deletes_what_led_to_nothing(database: Database) -> None:
    """An old list goes unless something came of it."""
    idle, clicked, young = record(database, 401), record(database, 401), record(database, 399)
    with database.write() as tx:
        decisions.note(tx, [Outcome(clicked, Happened.CLICKED, NOON, "tea")])
    assert decisions.forget(database, NOON, KEEP) == 1
    with database.read() as tx:
        assert decisions.find(tx, clicked).items == ("tea",)
        assert decisions.find(tx, young).items == ("tea",)
        with pytest.raises(decisions.UnknownDecision):
            decisions.find(tx, idle)


def test_cuts_the_tie_to_a_person(database: Database) -> None:
    """After an erasure nothing in the ledger leads to the person, others are untouched."""
    mine, other = record(database, 1), record(database, 1, "c2")
    with database.write() as tx:
        decisions.join_purchases(
            tx, ["c1"], [Purchase("tea", "o1/1", NOON, 990, "EUR")], timedelta(days=7)
        )
        assert decisions.export_person(tx, "c1") != []
        assert decisions.erase_person(tx, "c1") > 0
        assert decisions.export_person(tx, "c1") == []
        assert decisions.find(tx, mine).inputs is None
        assert decisions.find(tx, other).inputs is not None
