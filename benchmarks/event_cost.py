"""What one event costs in CPU, without HTTP: `python -m benchmarks.event_cost --help`.

Useful on a busy machine: CPU time says what the code does, whatever else runs.
"""

import argparse
import tempfile
import time
import uuid
from pathlib import Path

import orjson

from benchmarks.event_intake import fresh
from benchmarks.event_load import event
from shopweave import schema
from shopweave.commerce import sources
from shopweave.commerce.customers import Directory
from shopweave.commerce.events import Ledger, People, body, intake
from shopweave.commerce.events.arrival import Sending
from shopweave.commerce.events.intake import Parcel
from shopweave.commerce.sources import SourceDraft
from shopweave.foundation import collector
from shopweave.foundation.clock import SystemClock
from shopweave.foundation.database import Database, micros
from shopweave.trust.vault import Keyring, Vault


def read(raw: bytes, sending: Sending) -> Parcel:
    """One body, from bytes to what may be stored."""
    found = body.parse(raw)
    parcel = Parcel(sending, [], [], [])
    intake.sort(enumerate(found.content["batch"]), parcel, odd=found.odd)
    return parcel


def cost(database: Database, batch: int, commit: int, visitors: int) -> tuple[float, float]:
    """CPU microseconds of an event, to read and to store, `commit` bodies in a transaction."""
    clock = SystemClock()
    schema.upgrade(database)
    with database.write() as tx:
        source = sources.ensure(tx, SourceDraft("cost", "web"), clock.now())
    sending = Sending(source.id, "EUR", False, trusted=True, received=micros(clock.now()))
    ledger = Ledger(People(Directory(Vault(Keyring.generate(), clock))))
    bodies = [_body(batch, visitors) for _ in range(40_000 // batch if batch > 1 else 4_000)]
    collector.look_seldom()
    # The first half makes the visitors known; the second is a working day.
    for half in (bodies[: len(bodies) // 2], bodies[len(bodies) // 2 :]):
        begun = time.process_time()
        parcels = [read(raw, sending) for raw in half]
        between = time.process_time()
        for start in range(0, len(parcels), commit):
            with database.write() as tx:
                ledger.store(tx, parcels[start : start + commit])
        ended = time.process_time()
    count = len(half) * batch / 1e6
    return (between - begun) / count, (ended - between) / count


def _body(batch: int, visitors: int) -> bytes:
    return orjson.dumps({"batch": [event(visitors, uuid.uuid4().hex) for _ in range(batch)]})


def main() -> None:
    """Print a row for each database and each kind of traffic."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--databases", default="sqlite,postgresql")
    kinds = asked.parse_args().databases.split(",")
    print(f"{'':<44}{'read µs':>9}{'store µs':>10}{'events per CPU-s':>18}")
    for kind in kinds:
        for name, batch, commit in (("batches of 100, 2,000 a commit", 100, 20), ("single", 1, 40)):
            with tempfile.TemporaryDirectory() as place, fresh(kind, Path(place)) as url:
                database = Database.open(url)
                reading, storing = cost(database, batch, commit, visitors=400)
                database.close()
            rate = 1e6 / (reading + storing)
            print(f"{kind + ': ' + name:<44}{reading:>9.1f}{storing:>10.1f}{rate:>18,.0f}")


if __name__ == "__main__":
    main()
