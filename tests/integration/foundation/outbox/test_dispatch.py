"""News reaches each handler with its effect once, or not at all when it never became true."""

import threading
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, select

from shopweave import schema
from shopweave.foundation import jobs, outbox
from shopweave.foundation.clock import ManualClock
from shopweave.foundation.database import Database, Transaction

heard = Table(
    "heard",
    MetaData(),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("by", String(20), primary_key=True),
)


@outbox.event("test.counted")
@dataclass(frozen=True, slots=True)
class Counted:
    """Something was counted."""

    n: int
    at: datetime


AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


def one(tx: Transaction, event: Counted) -> None:
    """Hear it."""
    assert event.at == AT
    tx.execute(heard.insert(), {"n": event.n, "by": "one"})


def two(tx: Transaction, event: Counted) -> None:
    """Hear it, too."""
    tx.execute(heard.insert(), {"n": event.n, "by": "two"})


class House:
    """A dispatcher and a worker over one database."""

    def __init__(self, database: Database) -> None:
        heard.metadata.create_all(database.engine)
        self.database = database
        subscriptions = outbox.Subscriptions().on(Counted, one)
        subscriptions.on(Counted, two, historical=True)
        handlers = jobs.Handlers()
        subscriptions.attach(handlers)
        self.dispatcher = outbox.Dispatcher(database, subscriptions)
        self.worker = jobs.Worker(database, handlers, ManualClock(AT))

    def record(self, n: int, historical: bool = False) -> None:
        """Say that `n` was counted."""
        with self.database.write() as tx:
            outbox.record(tx, Counted(n, AT), historical)

    def settle(self) -> None:
        """Deliver until nothing is left."""
        while self.dispatcher.step():
            pass
        while self.worker.step():
            pass

    def heard(self) -> list[tuple[int, str]]:
        """What was heard by whom."""
        with self.database.read() as tx:
            return sorted((row.n, row.by) for row in tx.all(select(heard)))


@pytest.fixture
def house(database: Database) -> House:
    """A house with two listeners."""
    return House(database)


def test_reaches_every_handler(house: House) -> None:
    """Each handler hears each event once, with the fields as they were."""
    house.record(1)
    house.record(2)
    house.settle()
    house.settle()
    assert house.heard() == [(1, "one"), (1, "two"), (2, "one"), (2, "two")]


def test_keeps_silent_about_what_was_rolled_back(house: House) -> None:
    """News from a failed transaction is never heard."""

    def fail() -> None:
        with house.database.write() as tx:
            outbox.record(tx, Counted(1, AT))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    house.settle()
    assert house.heard() == []


def test_tells_of_the_past_only_who_asked(house: House) -> None:
    """Historical news reaches only those who subscribed to such."""
    house.record(1, historical=True)
    house.settle()
    assert house.heard() == [(1, "two")]


@pytest.mark.postgresql
def test_finds_what_commits_late(postgresql_url: str) -> None:
    """An event that is older but committed after a newer one was dispatched is not lost."""
    database = Database.open(postgresql_url)
    schema.create(database)
    house = House(database)
    begun, go = threading.Event(), threading.Event()

    def late() -> None:
        with house.database.write() as tx:
            outbox.record(tx, Counted(1, AT))
            begun.set()
            go.wait(10)

    thread = threading.Thread(target=late)
    thread.start()
    begun.wait(10)
    house.record(2)
    house.settle()
    assert house.heard() == [(2, "one"), (2, "two")]
    go.set()
    thread.join()
    house.settle()
    assert house.heard() == [(1, "one"), (1, "two"), (2, "one"), (2, "two")]
    database.close()


def test_keeps_news_that_nobody_hears_any_more(house: House) -> None:
    """News for a handler that is gone becomes a dead letter, never nothing."""
    house.record(1)
    house.dispatcher.step()
    handlers = jobs.Handlers()
    outbox.Subscriptions().attach(handlers)
    other = jobs.Worker(house.database, handlers, ManualClock(AT))
    while other.step():
        pass
    with house.database.read() as tx:
        assert jobs.counts(tx) == {jobs.State.DEAD: 2}
