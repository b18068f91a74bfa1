"""What was decided can be read as it was."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from shopweave import decisions
from shopweave.decisions import Decision, Ledger, State
from shopweave.foundation.database import Database
from shopweave.foundation.writer import Writer

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def decision(**fields: object) -> Decision:
    """A recommendation with reasons."""
    given: dict[str, object] = {
        "kind": "recommend.home",
        "subject_kind": "customer",
        "subject_id": "c1",
        "at": NOON,
        "what": {"items": ["p1", "p2"]},
        "reasons": [["also_bought", "p7"], ["popular"]],
        "inputs": {"history": 12},
        "model_version": "20261123-abc",
        "preferences_version": 3,
    }
    return Decision(**{**given, **fields})  # type: ignore[arg-type] # as given


def test_keeps_a_decision(database: Database) -> None:
    """A decision comes back with everything that explains it."""
    made = decision(experiment="home", arm="treated", state=State.PROPOSED, expires_at=NOON)
    with database.write() as tx:
        decisions.record(tx, made)
    with database.read() as tx:
        assert decisions.find(tx, made.id) == made


def test_knows_no_other(database: Database) -> None:
    """Asking for a decision that was never made says so."""
    with database.read() as tx, pytest.raises(decisions.UnknownDecision):
        decisions.find(tx, "0" * 32)


def test_writes_what_is_queued(database: Database) -> None:
    """A queued decision is in the ledger once the writer has stopped, each unit once."""
    writer = Writer(database)
    ledger = Ledger(writer)
    made = [decision(experiment="home", arm="treated", subject_id=f"c{n % 3}") for n in range(50)]
    ids = [ledger.queue(one) for one in made]
    writer.stop()
    with database.read() as tx:
        assert [decisions.find(tx, each) for each in ids] == made
        assert tx.scalar(text("SELECT count(*) FROM experiment_units")) == 3
