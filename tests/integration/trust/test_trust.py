"""Trust opens with its key file, refuses to lose it, and keeps itself in order."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from shopweave.app import Shopweave
from shopweave.foundation import ids
from shopweave.foundation.clock import ManualClock, SystemClock
from shopweave.foundation.jobs import Handlers, Worker
from shopweave.settings import Settings
from shopweave.trust import audit, sessions, setup, tasks
from shopweave.trust.checks import keys_fit, log_is_intact
from shopweave.trust.permissions import SYSTEM
from shopweave.trust.vault import KeyFileMissing, Unreadable


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shopweave]:
    """A shop with one sealed field."""
    with closing(Shopweave(Settings(data=tmp_path))) as shop:
        with shop.database.write() as tx:
            shop.trust.vault.seal(tx, ids.new(), "a.b", "1", "anna@example.org")
        yield shop


def test_refuses_to_start_without_its_key(shop: Shopweave, tmp_path: Path) -> None:
    """A missing key file is not replaced by a new one while there is something to open."""
    (tmp_path / "installation.key").unlink()
    with pytest.raises(KeyFileMissing):
        Shopweave(Settings(data=tmp_path))
    assert not (tmp_path / "installation.key").exists()


def test_notices_another_shops_key(shop: Shopweave, tmp_path: Path) -> None:
    """The doctor says that the key file does not fit."""
    assert keys_fit(shop.database, shop.trust)() is None
    (tmp_path / "installation.key").write_text("ab" * 32)
    with closing(Shopweave(Settings(data=tmp_path))) as other, pytest.raises(Unreadable):
        keys_fit(other.database, other.trust)()


def test_the_doctor_reads_the_log(shop: Shopweave, tmp_path: Path) -> None:
    """An intact log is in order; one that does not reach its checkpoint is not."""
    with shop.database.write() as tx:
        audit.record(tx, SYSTEM, "x", "y", at=shop.clock.now())
    assert log_is_intact(shop.database, shop.trust)() is None
    longer = audit.Checkpoint(7, b"0" * 32, b"0" * 32)
    (tmp_path / "audit.checkpoint").write_text(f"{longer}\n")
    assert isinstance(log_is_intact(shop.database, shop.trust)(), audit.LogChanged)


def test_keeps_itself_in_order(shop: Shopweave) -> None:
    """Workers seal the log, and let sessions and links go a month after their end."""
    now = SystemClock().now()
    with shop.database.write() as tx:
        sessions.start(tx, "anna", "old", now - timedelta(days=60))
        sessions.start(tx, "anna", "new", now)
        setup.issue(tx, now - timedelta(days=60), "anna")
    handlers = Handlers()
    tasks.register(handlers, shop.trust)
    clock = ManualClock(now)
    worker = Worker(shop.database, handlers, clock)
    worker.plan()
    clock.forward(timedelta(days=1))
    worker.round()
    while worker.step():
        pass
    assert shop.trust.checkpoint_file.read_text().startswith("1:")
    with shop.database.read() as tx:
        assert sessions.tidy(tx, now) == 0
        assert setup.tidy(tx, now) == 0
        assert [one.device for one in sessions.of_user(tx, "anna", now)] == ["new"]
