"""How many events a second are acknowledged: `python -m benchmarks.event_intake --help`.

A real server process, real client processes, permission checks, vault and access log on; beside
it one commit per event, bare batched inserts, and one fsync. Figures per CPU second of the server
hold also while others use the machine. A thousand visitors, most of them known before the clock
starts, unless each is new.
"""

import argparse
import os
import socket
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg

from benchmarks.event_load import Load, Sent, run_apart
from benchmarks.server_process import ServerProcess, issue
from shopweave import schema
from shopweave.commerce.events import records
from shopweave.commerce.events.arrival import Stored
from shopweave.commerce.sources import SourceDraft
from shopweave.foundation import ids
from shopweave.foundation.clock import SystemClock
from shopweave.foundation.database import Database, micros

POSTGRESQL = os.environ.get(
    "SHOPWEAVE_TEST_POSTGRESQL", "postgresql+psycopg://root@127.0.0.1:5432/postgres"
)


@contextmanager
def fresh(kind: str, folder: Path) -> Iterator[str]:
    """Address of an empty database that is dropped afterwards."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'shop.db'}"
        return
    name = f"sw_test_{uuid.uuid4().hex}"
    with psycopg.connect(POSTGRESQL.replace("+psycopg", ""), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield POSTGRESQL.rsplit("/", 1)[0] + f"/{name}"
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


def fsync_seconds(folder: Path, times: int = 50) -> float:
    """Mean time of one fsync of a page."""
    with (folder / "sync").open("wb") as file:
        begun = time.perf_counter()
        for _ in range(times):
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
    return (time.perf_counter() - begun) / times


def bare(url: str, batch: int, count: int) -> tuple[float, float]:
    """Rows a second, and per CPU second, by bare inserts of `batch` rows a commit."""
    database = Database.open(url)
    schema.create(database)
    rows = [_row(number) for number in range(count)]
    wall, cpu = time.perf_counter(), time.process_time()
    for start in range(0, count, batch):
        with database.write() as tx:
            records.append(tx, rows[start : start + batch])
    spent = time.perf_counter() - wall, time.process_time() - cpu
    database.close()
    return count / spent[0], count / spent[1]


def _row(number: int) -> Stored:
    now = micros(SystemClock().now())
    who, what = f"{number % 4000:032d}", f"SKU-{number % 3000}"
    kept = '{"name":"Green tea, 100 g","category":"Tea > Green","position":3}'
    source = "bare".ljust(32)
    return Stored(
        os.urandom(16), source, "product_viewed", now, now, who, ids.new(), None, what, 1.0, 990,
        "EUR", None, kept,
    )  # fmt: skip


def over_http(url: str, folder: Path, load: Load) -> tuple[Sent, float]:
    """Send to a fresh server; returns what was acknowledged, and its CPU seconds."""
    port = free_port()
    database = Database.open(url)
    key = issue(database, SourceDraft("bench", "web")).secret
    database.close()
    with ServerProcess(url, folder, port) as server:
        load = replace(load, port=port, key=key)
        run_apart(replace(load, seconds=2.0))
        before = server.cpu_seconds()
        sent = run_apart(load)
        spent = server.cpu_seconds() - before
        server.ask_to_stop()
    return sent, spent


def line(name: str, rate: float, per_cpu: float, latencies: list[float] | None = None) -> None:
    """Print one row of the table."""
    told = ""
    if latencies:
        ordered = sorted(latencies)
        middle, worst = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
        told = f"{middle * 1000:9.1f} {worst * 1000:9.1f}"
    print(f"{name:<44}{rate:>11,.0f}{per_cpu:>13,.0f} {told}", flush=True)


def measure(kind: str, seconds: float) -> None:
    """Print all rows of one database."""
    for name, batch, count in (
        ("one commit per event", 1, 1000),
        ("bare, 2,000 a commit", 2000, 60000),
    ):
        with tempfile.TemporaryDirectory() as place, fresh(kind, Path(place)) as url:
            line(f"{kind}: {name}", *bare(url, batch, count))
    loads = (
        ("HTTP, batches of 100, 16 clients", Load(0, "", 16, 100, seconds)),
        ("HTTP, batches of 20, 16 clients", Load(0, "", 16, 20, seconds)),
        ("HTTP, batches of 100, each visitor new", Load(0, "", 16, 100, seconds, 10**9)),
        ("HTTP, single events, 64 clients", Load(0, "", 64, 1, seconds)),
        ("HTTP, single events, 64 clients, 1,500/s", Load(0, "", 64, 1, seconds, pace=1500)),
    )
    for name, load in loads:
        with tempfile.TemporaryDirectory() as place, fresh(kind, Path(place)) as url:
            sent, cpu = over_http(url, Path(place), load)
            line(f"{kind}: {name}", sent.events / seconds, sent.events / cpu, sent.seconds)
            if sent.refused:
                print(f"   {sent.refused} refused")


def main() -> None:
    """Measure on the databases that were asked for."""
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("--databases", default="sqlite,postgresql")
    read.add_argument("--seconds", type=float, default=8.0)
    asked = read.parse_args()
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    with tempfile.TemporaryDirectory() as place:
        sync = fsync_seconds(Path(place)) * 1000
    print(f"{os.cpu_count()} cores, load {load}; one fsync takes {sync:.2f} ms")
    heads = f"{'events/s':>11}{'per CPU-s':>13} {'p50 ms':>9} {'p99 ms':>9}"
    print(f"{'':<44}{heads}")
    for kind in asked.databases.split(","):
        measure(kind, asked.seconds)


if __name__ == "__main__":
    main()
