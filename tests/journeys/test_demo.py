"""The sample shop moves in, lives, stops when asked, and is there again at each later start."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.conftest import missing

from shopweave.commerce import events
from shopweave.foundation.database import Database

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
PATIENCE = 400
BROWSER: dict[str, Any] = {"follow_redirects": True, "timeout": 60}
# A network of its own, in which only the machine itself is reached.
ALONE = ("unshare", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "alone")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(data: Path, port: int, within: Sequence[str] = ()) -> Iterator[tuple[str, int]]:
    """The demo while it runs: the printed link and its process; ended like Ctrl+C does."""
    command = ["up", "--demo", "--data", str(data), "--port", str(port)]
    said = data.with_suffix(".txt")
    with said.open("w") as screen:
        running = subprocess.Popen(
            [*within, sys.executable, "-m", "shopweave", *command],
            stdout=screen,
            stderr=subprocess.STDOUT,
            env={**os.environ, "COLUMNS": "200"},
        )
    try:
        yield _link(said, running), running.pid
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


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the first start left."""
    folder = tmp_path_factory.mktemp("demo") / "demo"
    with _running(folder, _free_port()) as (link, _), httpx.Client(**BROWSER) as client:
        assert "sample shop" in _sign_in(client, link).text
    return folder


def test_the_sample_shop_lives(data: Path) -> None:
    """The second start shows a console full of a shop, and its shoppers go on buying."""
    port = _free_port()
    with _running(data, port) as (link, _), httpx.Client(**BROWSER) as client:
        assert _sign_in(client, link).status_code == 200
        for page in ("customers", "products", "orders", "live", "models", "decisions", "data"):
            assert client.get(f"http://127.0.0.1:{port}/{page}").status_code == 200
        before, deadline = _newest_event(data), time.monotonic() + 60
        while _newest_event(data) == before and time.monotonic() < deadline:
            time.sleep(0.5)
        assert _newest_event(data) > before


def test_it_starts_without_a_network(data: Path) -> None:
    """Cut off from everything, the link is printed and its page is there."""
    if not shutil.which("unshare") or subprocess.run([*ALONE, "true"], check=False).returncode:
        missing("a network of its own", "run as root on Linux")
    with _running(data, _free_port(), ALONE) as (link, process):
        look = f"import urllib.request as u; print(u.urlopen({link!r}, timeout=60).status)"
        inside = ["nsenter", "--net", "--target", str(process), sys.executable, "-c", look]
        assert subprocess.check_output(inside, text=True).strip() == "200"
