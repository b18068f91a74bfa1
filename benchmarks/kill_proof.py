"""Proof that no acknowledged event is lost or doubled: `python -m benchmarks.kill_proof --help`.

The real server is killed with SIGKILL at random moments while clients send; each client sends
again, with the same message ids, what was not acknowledged. Afterwards the ledger is compared.
"""

import argparse
import asyncio
import random
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from benchmarks.event_intake import free_port, fresh
from benchmarks.event_load import Load, requests, status
from benchmarks.server_process import ServerProcess, issue
from shopweave.commerce import sources
from shopweave.commerce.events.message import digest
from shopweave.commerce.events.tables import events
from shopweave.commerce.sources import SourceDraft
from shopweave.foundation.database import Database

_CLIENTS = 16


@dataclass(slots=True)
class Witness:
    """What the clients saw."""

    acknowledged: list[str] = field(default_factory=list)
    sent: set[str] = field(default_factory=set)
    repeated: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the ledger says about it; message ids, and digests of rows that nobody sent."""

    acknowledged: int
    stored: int
    repeated: int
    refused: int
    lost: list[str]
    doubled: list[bytes]
    unknown: list[bytes]
    ready_seconds: list[float]

    @property
    def holds(self) -> bool:
        """Whether the promise was kept."""
        return not (self.lost or self.doubled or self.unknown or self.refused)


async def _client(load: Load, witness: Witness, over: asyncio.Event) -> None:
    """Send one request after another; after a break the same one again."""
    for request, ids in requests(load):
        witness.sent.update(ids)
        while not over.is_set():
            with suppress(OSError, asyncio.IncompleteReadError):
                await _deliver(load.port, request, ids, witness)
                break
            witness.repeated += len(ids)
            await asyncio.sleep(0.1)
        if over.is_set():
            return


async def _deliver(port: int, request: bytes, ids: list[str], witness: Witness) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request)
        if await status(reader) == 200:
            witness.acknowledged += ids
        else:
            witness.refused += len(ids)
    finally:
        writer.close()


async def _storm(
    server: ServerProcess, key: str, kills: int, chance: random.Random, end: Callable[[], object]
) -> Witness:
    """Let clients send while the server is killed and started again."""
    witness, over = Witness(), asyncio.Event()
    loads = [Load(server.port, key, 1, chance.choice([1, 20, 100]), 0) for _ in range(_CLIENTS)]
    clients = [asyncio.create_task(_client(load, witness, over)) for load in loads]
    for _ in range(kills):
        await asyncio.sleep(chance.uniform(0.05, 1.0))
        await asyncio.to_thread(end)
        await asyncio.to_thread(server.start)
    await asyncio.sleep(0.3)
    over.set()
    await asyncio.gather(*clients)
    return witness


def prove(url: str, folder: Path, kills: int, seed: int, *, politely: bool = False) -> Verdict:
    """Kill the server that often, and compare what was acknowledged with what is stored.

    `politely`: end it with SIGTERM instead, as an update would.
    """
    database = Database.open(url)
    key = issue(database, SourceDraft("proof", "web")).secret
    with ServerProcess(url, folder, free_port()) as server:
        end = server.ask_to_stop if politely else server.kill
        witness = asyncio.run(_storm(server, key, kills, random.Random(seed), end))
        server.ask_to_stop()
    try:
        return _judge(database, witness, server.ready)
    finally:
        database.close()


def _judge(database: Database, witness: Witness, ready: list[float]) -> Verdict:
    with database.read() as tx:
        source = sources.by_name(tx, "proof")
        stored = [bytes(row[0]) for row in tx.all(select(events.c.message))]
    sent = {digest(source.id, each): each for each in witness.sent}
    known = set(stored)
    return Verdict(
        acknowledged=len(witness.acknowledged),
        stored=len(stored),
        repeated=witness.repeated,
        refused=witness.refused,
        lost=[each for each in witness.acknowledged if digest(source.id, each) not in known],
        doubled=_twice(stored),
        unknown=[each for each in stored if each not in sent],
        ready_seconds=ready,
    )


def _twice(stored: list[bytes]) -> list[bytes]:
    seen: set[bytes] = set()
    found = []
    for each in stored:
        if each in seen:
            found.append(each)
        seen.add(each)
    return found


def main() -> int:
    """Prove it on the databases that were asked for; exit status 1 if the promise was broken."""
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("--databases", default="sqlite,postgresql")
    read.add_argument("--kills", type=int, default=200)
    read.add_argument("--seed", type=int, default=1)
    asked = read.parse_args()
    kept = True
    for kind in asked.databases.split(","):
        with tempfile.TemporaryDirectory() as place, fresh(kind, Path(place)) as url:
            found = prove(url, Path(place), asked.kills, asked.seed)
        ordered = sorted(found.ready_seconds)
        half, slowest = ordered[len(ordered) // 2], ordered[-1]
        print(
            f"{kind}: {asked.kills} kills; {found.acknowledged} events acknowledged, "
            f"{found.stored} stored, {found.repeated} sends broken off; "
            f"lost {len(found.lost)}, doubled {len(found.doubled)}, unknown {len(found.unknown)}; "
            f"ready again after {half:.1f} s (half), {slowest:.1f} s (slowest)",
            flush=True,
        )
        kept = kept and found.holds
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
