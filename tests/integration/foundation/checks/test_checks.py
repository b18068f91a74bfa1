"""Each check has a sentence with the remedy, and none breaks the others."""

import shutil
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

from shopweave.foundation import checks, jobs
from shopweave.foundation.checks import Checks
from shopweave.foundation.clock import ManualClock, SystemClock
from shopweave.foundation.database import Database, DatabaseSilent

BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)


def test_finds_all_in_order(database: Database, tmp_path: Path) -> None:
    """A healthy machine has no findings."""
    clock = SystemClock()
    healthy = Checks().on("database", checks.database_answers(database))
    healthy.on("disk", checks.disk_has_room(tmp_path)).on(
        "clock", checks.clock_is_right(database, clock)
    )
    healthy.on("work", checks.work_is_done(database, clock))
    assert [finding.problem for finding in healthy.run()] == [None] * 4


def test_asks_readiness_only_what_it_needs() -> None:
    """Readiness makes the checks that were marked for it."""
    some = Checks().on("a", lambda: None, ready=True).on("b", lambda: None)
    assert [finding.name for finding in some.run(ready_only=True)] == ["a"]


def test_survives_a_broken_check() -> None:
    """A check that breaks is a finding, the next one is made."""

    def broken() -> None:
        raise ZeroDivisionError

    findings = Checks().on("a", broken).on("b", lambda: None).run()
    assert isinstance(findings[0].problem, checks.CheckBroke)
    assert findings[1].problem is None


def test_notices_a_clock_that_lags(database: Database) -> None:
    """A clock earlier than the newest job is wrong."""
    with database.write() as tx:
        jobs.enqueue(tx, "count")
    found = checks.clock_is_right(database, ManualClock(BEGINNING))()
    assert isinstance(found, checks.ClockBehind)


def test_notices_that_nobody_works(database: Database) -> None:
    """A job that is due for long means that no worker runs."""
    with database.write() as tx:
        jobs.enqueue(tx, "count")
    later = ManualClock(SystemClock().now() + timedelta(hours=1))
    found = checks.work_is_done(database, later)()
    assert isinstance(found, checks.WorkStands)
    assert found.fields["minutes"] in {59, 60}


def test_notices_a_taken_port() -> None:
    """A port that another program listens on is named."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert isinstance(checks.port_is_ours("127.0.0.1", port)(), checks.PortBusy)


def test_notices_a_silent_database(tmp_path: Path) -> None:
    """A database that does not answer is a finding with its reason."""
    folder = tmp_path / "data"
    folder.mkdir()
    database = Database.open(f"sqlite:///{folder / 'shop.db'}")
    database.close()
    shutil.rmtree(folder)
    found = checks.database_answers(database)()
    assert isinstance(found, DatabaseSilent)
