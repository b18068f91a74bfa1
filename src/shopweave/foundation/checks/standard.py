"""Checks that every installation needs."""

import shutil
import socket
from datetime import timedelta
from pathlib import Path

from shopweave.foundation import ids, jobs
from shopweave.foundation.checks.checks import Check
from shopweave.foundation.checks.errors import (
    ClockBehind,
    DiskNearlyFull,
    PortBusy,
    WorkStands,
)
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, DatabaseSilent
from shopweave.foundation.problems import Problem

_ENOUGH_BYTES = 500_000_000
_PATIENCE = timedelta(minutes=15)


def database_answers(database: Database) -> Check:
    """Check that the database reads and takes writes."""

    def check() -> Problem | None:
        try:
            with database.write() as tx:
                tx.ping()
        except Problem:
            raise
        except Exception as error:
            return DatabaseSilent(reason=type(error).__name__)
        return None

    return check


def disk_has_room(folder: Path) -> Check:
    """Check that at least 500 MB, or a tenth of a small disk, are free."""

    def check() -> Problem | None:
        usage = shutil.disk_usage(folder)
        if usage.free < min(_ENOUGH_BYTES, usage.total // 10):
            return DiskNearlyFull(free_mb=usage.free // 1_000_000, folder=folder)
        return None

    return check


def clock_is_right(database: Database, clock: Clock) -> Check:
    """Check that the clock is not earlier than the newest job, which carries its time."""

    def check() -> Problem | None:
        with database.read() as tx:
            newest = jobs.newest(tx, limit=1)
        now = clock.now()
        if newest and ids.moment_of(newest[0].id) > now + _PATIENCE:
            return ClockBehind(shown=f"{now:%Y-%m-%d %H:%M} UTC")
        return None

    return check


def port_is_ours(host: str, port: int) -> Check:
    """Check that nobody else listens where the server shall; make it while ours does not run."""

    def check() -> Problem | None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                return PortBusy(port=port)
        return None

    return check


def work_is_done(database: Database, clock: Clock) -> Check:
    """Check that due jobs do not wait for a quarter of an hour."""

    def check() -> Problem | None:
        with database.read() as tx:
            since = jobs.waiting_since(tx, clock.now())
            waiting = jobs.counts(tx).get(jobs.State.WAITING, 0)
        late = clock.now() - since if since is not None else timedelta(0)
        if late > _PATIENCE:
            return WorkStands(jobs=waiting, minutes=int(late.total_seconds() // 60))
        return None

    return check
