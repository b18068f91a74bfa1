"""Recommendations over HTTP from one server process: throughput, and latency at half of 300/s.

    OPENBLAS_NUM_THREADS=1 python -m benchmarks.recommend_http [FOLDER]

Draws a shop of 3,600 products and 4,000 customers, imports, trains and serves it with the ledger,
the permission check and the log on. FOLDER keeps the shop for the next run.
"""

import asyncio
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.shops import past

PORT = 8471
CUSTOMERS = 4000
CONNECTIONS = 8
SECONDS = 10.0
HALF = 150.0


def shopweave(folder: Path, *arguments: str) -> str:
    """Run a command on the shop; returns its standard output."""
    command = [sys.executable, "-m", "shopweave", *arguments]
    done = subprocess.run(
        command, env=_environment(folder), check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def prepare(folder: Path) -> dict[str, str]:
    """Import and train the drawn shop; returns the keys."""
    keys = folder / "keys.json"
    if not keys.exists():
        folder.mkdir(parents=True, exist_ok=True)
        orders = folder / "orders.csv"
        _write_orders(orders)
        shopweave(folder, "import", "orders", str(orders), "--source", "bench")
        shopweave(folder, "train")
        made = shopweave(
            folder, "key", "create", "bench", "--source", "bench", "--json",
            "--scope", "recommendations.read", "--scope", "customers.read",
        )  # fmt: skip
        keys.write_text(json.dumps({"secret": json.loads(made)["text"]}))
    found: dict[str, str] = json.loads(keys.read_text())
    return found


async def ask(reader_writer: list, request: bytes) -> float:
    """Milliseconds of one request on an open connection; raises for any status but 200."""
    reader, writer = reader_writer
    started = time.perf_counter()
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(head.decode())
    length = next(
        int(line.split(b":")[1])
        for line in head.split(b"\r\n")
        if line.lower().startswith(b"content-length")
    )
    await reader.readexactly(length)
    return (time.perf_counter() - started) * 1000


def request_for(customer: int, slot: str, key: str) -> bytes:
    """A request as a shop's server sends it."""
    more = {"home": "", "product": f"&product=P{customer % 900}", "cart": "&cart=P1,P2,P3"}[slot]
    path = f"/v1/recommendations?slot={slot}&customer=C{customer}&limit=10{more}"
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {key}\r\n\r\n"
    return head.encode()


async def flood(key: str, slot: str, seconds: float) -> list[float]:
    """As many requests as eight connections can send."""
    spent: list[float] = []
    random = np.random.default_rng(1)
    until = time.perf_counter() + seconds

    async def shopper() -> None:
        connection = list(await asyncio.open_connection("127.0.0.1", PORT))
        while time.perf_counter() < until:
            customer = int(random.integers(CUSTOMERS))
            spent.append(await ask(connection, request_for(customer, slot, key)))
        connection[1].close()

    await asyncio.gather(*(shopper() for _ in range(CONNECTIONS)))
    return spent


async def trickle(key: str, rate: float, seconds: float) -> list[float]:
    """Requests at an even rate, whether the answers come or not: waiting counts."""
    spent: list[float] = []
    random = np.random.default_rng(2)
    idle: asyncio.Queue[list] = asyncio.Queue()
    for _ in range(64):
        idle.put_nowait(list(await asyncio.open_connection("127.0.0.1", PORT)))
    begun = time.perf_counter()

    async def one(due: float) -> None:
        connection = await idle.get()
        slot = ("home", "product", "cart")[int(random.integers(3))]
        await ask(connection, request_for(int(random.integers(CUSTOMERS)), slot, key))
        spent.append((time.perf_counter() - due) * 1000)
        idle.put_nowait(connection)

    running = []
    for number in range(int(rate * seconds)):
        due = begun + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        running.append(asyncio.create_task(one(due)))
    await asyncio.gather(*running)
    return spent


def main() -> None:
    """Prepare, serve, measure, print."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp())
    key = prepare(folder)["secret"]
    server = subprocess.Popen(
        [sys.executable, "-m", "shopweave", "serve"], env=_environment(folder), text=True
    )
    try:
        _wait()
        columns = ("what", "requests/s", "p50 ms", "p99 ms", "requests per CPU second")
        table = Table(*columns, title="one server process")
        for slot in ("home", "product", "cart"):
            asyncio.run(flood(key, slot, SECONDS))
            used = cpu_seconds(server.pid)
            spent = asyncio.run(flood(key, slot, SECONDS))
            used = cpu_seconds(server.pid) - used
            _row(table, f"{slot}, {CONNECTIONS} connections, flat out", spent, used)
        used = cpu_seconds(server.pid)
        spent = asyncio.run(trickle(key, HALF, SECONDS))
        used = cpu_seconds(server.pid) - used
        _row(table, f"all slots, {HALF:.0f} requests/s", spent, used)
        Console().print(table)
    finally:
        server.terminate()
        server.wait(15)


def _environment(folder: Path) -> dict[str, str]:
    more = {"SHOPWEAVE_DATA": str(folder), "SHOPWEAVE_PORT": str(PORT)}
    return {**os.environ, **more, "OPENBLAS_NUM_THREADS": "1"}


def _wait() -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/readyz", timeout=1)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server is not ready within 30 s")


def _write_orders(path: Path) -> None:
    shop, start = past(), datetime(2024, 1, 1, tzinfo=UTC)
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["order", "customer", "product", "title", "quantity", "price", "time"])
        for row in np.argsort(shop.baskets, kind="stable").tolist():
            at = start + timedelta(days=float(shop.times[row] - 19_000))
            item = int(shop.items[row])
            who, when = f"C{shop.customers[row]}", at.isoformat(timespec="seconds")
            rows.writerow([shop.baskets[row], who, f"P{item}", shop.texts[item], 1, "9.90", when])


def cpu_seconds(process: int) -> float:
    """CPU seconds that a process has used; on a busy machine they say more than the clock."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _row(table: Table, name: str, spent: list[float], used: float) -> None:
    p50, p99 = np.percentile(spent, [50, 99])
    rate, per_cpu = len(spent) / SECONDS, len(spent) / max(used, 1e-9)
    table.add_row(name, f"{rate:.0f}", f"{p50:.1f}", f"{p99:.1f}", f"{per_cpu:.0f}")


if __name__ == "__main__":
    main()
