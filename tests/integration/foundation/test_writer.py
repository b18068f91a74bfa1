"""What the writer confirmed is stored; what it could not store is told to the one who sent it."""

import asyncio
import threading
from collections.abc import Iterator, Sequence

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, func, select

from shopweave.foundation.database import Database, Transaction
from shopweave.foundation.writer import Overloaded, Writer, WriterStopped

marks = Table("marks", MetaData(), Column("n", Integer, primary_key=True))


def store(tx: Transaction, items: Sequence[int]) -> list[int]:
    """Insert the numbers; a repeated one breaks the whole statement."""
    tx.execute(marks.insert(), [{"n": n} for n in items])
    return [n * 10 for n in items]


@pytest.fixture
def writer(empty_database: Database) -> Iterator[Writer]:
    """A running writer over one small table."""
    marks.metadata.create_all(empty_database.engine)
    writer = Writer(empty_database)
    yield writer
    writer.stop()


def stored(database: Database) -> int:
    """How many numbers are in the table."""
    with database.read() as tx:
        return int(tx.scalar(select(func.count()).select_from(marks)))


def test_confirms_after_the_commit(writer: Writer, empty_database: Database) -> None:
    """A result is given to each caller once its row can be read."""
    assert writer.submit(store, 4).result(10) == 40
    assert stored(empty_database) == 1


async def _all(writer: Writer, count: int) -> list[int]:
    return await asyncio.gather(*(writer.write(store, n) for n in range(count)))


def test_serves_many_callers(writer: Writer, empty_database: Database) -> None:
    """Five hundred waiting callers each get their own result."""
    assert asyncio.run(_all(writer, 500)) == [n * 10 for n in range(500)]
    assert stored(empty_database) == 500


def test_keeps_a_bad_item_from_harming_others(writer: Writer, empty_database: Database) -> None:
    """Of three items queued together, only the repeated one fails."""
    hold = threading.Event()

    def wait(_tx: Transaction, items: Sequence[int]) -> Sequence[int]:
        hold.wait(10)
        return items

    writer.submit(wait, 0)
    futures = [writer.submit(store, n) for n in (1, 1, 2)]
    hold.set()
    assert [future.exception(10) is None for future in futures] == [True, False, True]
    assert stored(empty_database) == 2


def test_refuses_when_too_much_waits(empty_database: Database) -> None:
    """A full queue answers at once instead of growing."""
    hold = threading.Event()

    def wait(_tx: Transaction, items: Sequence[int]) -> Sequence[int]:
        hold.wait(10)
        return items

    writer = Writer(empty_database, limit=2)
    futures = [writer.submit(wait, n) for n in (1, 2)]
    with pytest.raises(Overloaded):
        writer.submit(wait, 3)
    hold.set()
    assert [future.result(10) for future in futures] == [1, 2]
    writer.stop()


def test_finishes_its_queue_when_stopped(writer: Writer, empty_database: Database) -> None:
    """Stopping commits what was taken and refuses what comes later."""
    futures = [writer.submit(store, n) for n in range(100)]
    writer.stop()
    assert all(future.done() for future in futures)
    assert stored(empty_database) == 100
    with pytest.raises(WriterStopped):
        writer.submit(store, 200)
