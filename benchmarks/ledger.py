"""What a decision costs: `python -m benchmarks.ledger [--decisions 30000]`.

A list of twelve products with their reasons, queued as on the hot path: time on the caller's
thread, CPU of the writer, bytes per row, and what a year of a shop comes to.
"""

import argparse
import random
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from benchmarks.event_intake import fresh
from shopweave import schema
from shopweave.decisions import Decision, Ledger, arm_of, with_holdout
from shopweave.foundation import ids
from shopweave.foundation.database import Database
from shopweave.foundation.writer import Writer

VISITS_A_DAY = 5000
LISTS_A_VISIT = 3
_BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
_EXPERIMENT = with_holdout("home", 5)


def main() -> None:
    """Measure on both databases and print one line for each."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--decisions", type=int, default=30_000)
    count = arguments.parse_args().decisions
    lists = LISTS_A_VISIT * VISITS_A_DAY * 365
    print("database    queue us  writer us  bytes/row  a year of lists, GB")
    for kind in ("sqlite", "postgresql"):
        with tempfile.TemporaryDirectory() as folder, fresh(kind, Path(folder)) as url:
            queue, total, size = measure(url, count)
        print(f"{kind:10}  {queue:8.1f}  {total:9.1f}  {size:9.0f}  {lists * size / 1e9:10.1f}")


def measure(url: str, count: int) -> tuple[float, float, float]:
    """Microseconds to queue, CPU microseconds in all after that, and bytes per row."""
    database = Database.open(url)
    schema.create(database)
    before = stored(database)
    writer = Writer(database)
    ledger = Ledger(writer)
    made = decisions(count)
    queueing = 0.0
    cpu = time.process_time()
    for decision in made:
        while writer.waiting > 10_000:
            time.sleep(0.001)
        begun = time.perf_counter()
        ledger.queue(decision)
        queueing += time.perf_counter() - begun
    writer.stop(120)
    spent = time.process_time() - cpu
    size = (stored(database) - before) / count
    database.close()
    return queueing / count * 1e6, spent / count * 1e6, size


def decisions(count: int) -> list[Decision]:
    """Lists of twelve products of 3,600 for 4,000 people, with reasons as the recommender's."""
    draw = random.Random(7)
    products = [ids.new() for _ in range(3600)]
    people = [ids.new() for _ in range(4000)]
    made = []
    for n in range(count):
        items, person = draw.sample(products, 12), draw.choice(people)
        reasons = [["together", draw.choice(products), round(draw.random(), 3)] for _ in items]
        made.append(
            Decision(
                kind="recommend.home",
                subject_kind="customer",
                subject_id=person,
                at=_BEGINNING + timedelta(seconds=6 * n),
                what={"slot": "home", "items": items},
                reasons=reasons,
                inputs={"limit": 12, "product": None, "cart": [], "deeds": 41, "offer": 17},
                model_version="20260101T030000-1a2b3c4d",
                preferences_version=3,
                experiment="home",
                arm=arm_of(_EXPERIMENT, person),
            )
        )
    return made


def stored(database: Database) -> int:
    """Bytes that the database takes on disk."""
    if database.dialect == "sqlite":
        statement = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
    else:
        statement = "SELECT pg_database_size(current_database())"
    with database.read() as tx:
        return int(tx.scalar(text(statement)))


if __name__ == "__main__":
    main()
