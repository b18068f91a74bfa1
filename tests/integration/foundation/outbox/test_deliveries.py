"""However often the house is killed, each handler hears each piece of news once."""

import os
import random
import subprocess
import sys
from datetime import timedelta

import pytest
from sqlalchemy import select
from tests.integration.foundation.outbox.deliveries import News, heard, parts

from shopweave.foundation import jobs, outbox
from shopweave.foundation.clock import ManualClock, SystemClock
from shopweave.foundation.database import Database

KILLS = 5
AT_ONCE = 40
HOUSE = "tests.integration.foundation.outbox.deliveries"


def start(url: str) -> subprocess.Popen[str]:
    """Start the house as a process and wait until it works."""
    house = subprocess.Popen(
        [sys.executable, "-c", f"from {HOUSE} import main; main({url!r})"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert house.stdout is not None
    assert house.stdout.readline() == "ready\n"
    return house


def kill(house: subprocess.Popen[str], after: float) -> None:
    """End it without a word, a moment from now."""
    try:
        house.wait(after)
    except subprocess.TimeoutExpired:
        house.kill()
    house.wait()
    assert house.stdout is not None
    house.stdout.close()


@pytest.mark.slow
def test_survives_kills(database: Database) -> None:
    """Killed at random moments under load, nothing is lost and nothing heard twice."""
    heard.metadata.create_all(database.engine)
    url = database.engine.url.render_as_string(hide_password=False)
    moments = random.Random(7)
    for turn in range(KILLS):
        house = start(url)
        for n in range(turn * AT_ONCE, (turn + 1) * AT_ONCE):
            with database.write() as tx:
                outbox.record(tx, News(n))
        kill(house, moments.uniform(0, 0.5))
    finish(database)
    with database.read() as tx:
        found = sorted((row.n, row.by) for row in tx.all(select(heard)))
    assert found == [(n, by) for n in range(KILLS * AT_ONCE) for by in ("one", "two")]


def finish(database: Database) -> None:
    """Let a house that lives longer than every lease do the rest."""
    dispatcher, worker = parts(database, ManualClock(SystemClock().now() + timedelta(hours=2)))
    while dispatcher.step():
        pass
    worker.round()
    while worker.step():
        pass
    with database.read() as tx:
        assert jobs.counts(tx) == {}
