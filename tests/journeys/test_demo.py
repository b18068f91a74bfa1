"""The sample shop moves in, lives, stops when asked, and is there again at the second start."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from shopweave.commerce import events
from shopweave.foundation.database import Database

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
PATIENCE = 400


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(data: Path, port: int) -> Iterator[str]:
    """The demo while it runs; gives the printed link and ends it like Ctrl+C does."""
    command = ["up", "--demo", "--data", str(data), "--port", str(port)]
    said = data.with_suffix(".txt")
    with said.open("w") as screen:
        running = subprocess.Popen(
            [sys.executable, "-m", "shopweave", *command],
            stdout=screen,
            stderr=subprocess.STDOUT,
            env={**os.environ, "COLUMNS": "200"},
        )
    try:
        yield _link(said, running)
    finally:
        running.send_signal(signal.SIGINT)
        assert running.wait(30) == 0


def _link(said: Path, running: "subprocess.Popen[bytes]") -> str:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and running.poll() is None:
        found = re.search(r"http://\S+", said.read_text())
        if found:
            return found[0]
        time.sleep(0.2)
    pytest.fail(f"no link was printed:\n{said.read_text()}")


def _sign_in(client: httpx.Client, link: str) -> httpx.Response:
    token = re.search(r'name="form_token" value="([^"]+)"', client.get(link).text)
    assert token is not None
    return client.post(link, data={"form_token": token[1]})


def _newest_event(data: Path) -> int:
    database = Database.open(f"sqlite:///{data / 'shopweave.db'}")
    with database.read() as tx:
        newest = events.latest(tx, 1)
    database.close()
    return newest[-1].id if newest else 0


def test_the_sample_shop_lives(tmp_path: Path) -> None:
    """One command gives a console full of a living shop; stopped and started, it goes on."""
    data, port = tmp_path / "demo", _free_port()
    with _running(data, port) as link, httpx.Client(follow_redirects=True, timeout=60) as client:
        today = _sign_in(client, link)
        assert today.status_code == 200
        assert "sample shop" in today.text
        for page in ("customers", "products", "orders", "live", "models", "decisions", "data"):
            assert client.get(f"http://127.0.0.1:{port}/{page}").status_code == 200
        before, deadline = _newest_event(data), time.monotonic() + 60
        while _newest_event(data) == before and time.monotonic() < deadline:
            time.sleep(0.5)
        assert _newest_event(data) > before
    with _running(data, port) as link:
        assert httpx.get(link, timeout=60).status_code == 200
