"""The checkpoint beside the database cannot be talked out of what it knows."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from shopweave.foundation.database import Database
from shopweave.trust import audit
from shopweave.trust.audit.tables import audit_checkpoints, audit_entries, audit_head
from shopweave.trust.permissions import SYSTEM

KEY = b"k" * 32
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def file(database: Database, tmp_path: Path) -> Path:
    """The checkpoint of a log with three entries."""
    file = tmp_path / "audit.checkpoint"
    _record(database, 3)
    audit.keep(database, KEY, file, NOON)
    return file


def _record(database: Database, times: int) -> None:
    with database.write() as tx:
        for number in range(times):
            audit.record(tx, SYSTEM, "x", str(number), at=NOON)


def _cut_off(database: Database) -> None:
    """Drop the last entry and everything in the database that knows of it."""
    with database.write() as tx:
        tx.execute(delete(audit_entries).where(audit_entries.c.number == 3))
        second = tx.scalar(
            audit_entries.select()
            .with_only_columns(audit_entries.c.hash)
            .where(audit_entries.c.number == 2)
        )
        tx.execute(update(audit_head).values(number=2, hash=second))
        tx.execute(delete(audit_checkpoints))


def test_goes_on_with_the_log(database: Database, file: Path) -> None:
    """A longer log is sealed anew, and verified against the file and a line kept elsewhere."""
    paper = file.read_text()
    _record(database, 2)
    newest = audit.keep(database, KEY, file, NOON)
    assert newest.number == 5
    assert audit.verify_all(database, KEY, file, paper) == audit.Verdict(5, ())


@pytest.mark.parametrize("longer", [0, 5])
def test_a_shorter_or_other_log_is_not_sealed(database: Database, file: Path, longer: int) -> None:
    """A log that was cut off, even if it grew again, is found and keeps its old checkpoint."""
    before = file.read_text()
    _cut_off(database)
    _record(database, longer)
    with pytest.raises(audit.LogChanged):
        audit.keep(database, KEY, file, NOON)
    assert file.read_text() == before
    assert not audit.verify_all(database, KEY, file).intact
