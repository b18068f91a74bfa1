"""A killed import is whole up to its mark, and the same command does the rest."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from shopweave.foundation.database import Database

ORDERS = 1500


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Fifteen hundred orders of four lines."""
    rows = ["order,product,quantity,price,time,customer"]
    rows += [
        f"{number},p{(number + line) % 90},1,2.50,2024-01-{1 + number % 28:02d},c{number % 70}"
        for number in range(ORDERS)
        for line in range(4)
    ]
    file = tmp_path / "orders.csv"
    file.write_text("\n".join(rows) + "\n")
    return file


def start(path: Path, data: Path, url: str) -> subprocess.Popen[str]:
    """Begin the import in a process of its own."""
    command = [sys.executable, "-m", "shopweave", "--data", str(data), "import", "orders"]
    environment = {**os.environ, "SHOPWEAVE_DATABASE": url}
    return subprocess.Popen(
        [*command, str(path), "--json"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def count(database: Database, table: str) -> int:
    """Rows in a table, 0 while it does not exist."""
    try:
        with database.read() as tx:
            return int(tx.scalar(text(f"SELECT count(*) FROM {table}")))
    except Exception:
        return 0


@pytest.mark.slow
@pytest.mark.parametrize("wanted", [1, 400])
@pytest.mark.parametrize(
    "kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)
def test_survives_a_kill(
    request: pytest.FixtureRequest, path: Path, tmp_path: Path, kind: str, wanted: int
) -> None:
    """Killed once so many orders are in, no order is half, and the second run completes it."""
    url = request.getfixturevalue(f"{kind}_url")
    first = start(path, tmp_path / "data", url)
    database = Database.open(url)
    deadline = time.monotonic() + 60
    while count(database, "orders") < wanted and first.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.005)
    first.send_signal(signal.SIGKILL)
    first.communicate()
    assert count(database, "order_lines") == 4 * count(database, "orders")
    second = start(path, tmp_path / "data", url)
    told = json.loads(second.communicate(timeout=120)[0])
    assert count(database, "orders") == ORDERS
    assert count(database, "order_lines") == 4 * ORDERS
    assert count(database, "imports") == 1
    stage = told["report"]["stages"]["orders"]
    assert (stage["created"], stage["same"], stage["changed"]) == (ORDERS, 0, 0)
    database.close()
