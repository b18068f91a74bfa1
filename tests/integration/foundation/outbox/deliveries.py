"""A small house that hears news, as a process of its own: to be killed at any moment."""

import sys
import threading
from dataclasses import dataclass

from sqlalchemy import Column, Integer, MetaData, String, Table

from shopweave.foundation import jobs, outbox
from shopweave.foundation.clock import Clock, SystemClock
from shopweave.foundation.database import Database, Transaction

heard = Table(
    "heard_news",
    MetaData(),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("by", String(20), primary_key=True),
)


@outbox.event("test.news")
@dataclass(frozen=True, slots=True)
class News:
    """Something happened."""

    n: int


def one(tx: Transaction, news: News) -> None:
    """Hear it; a second time would break the primary key."""
    tx.execute(heard.insert(), {"n": news.n, "by": "one"})


def two(tx: Transaction, news: News) -> None:
    """Hear it, too."""
    tx.execute(heard.insert(), {"n": news.n, "by": "two"})


def parts(database: Database, clock: Clock) -> tuple[outbox.Dispatcher, jobs.Worker]:
    """What carries the news of this house."""
    subscriptions = outbox.Subscriptions().on(News, one).on(News, two)
    handlers = jobs.Handlers()
    subscriptions.attach(handlers)
    return outbox.Dispatcher(database, subscriptions), jobs.Worker(database, handlers, clock)


def main(url: str) -> None:
    """Carry news until somebody ends it."""
    database = Database.open(url)
    for part in parts(database, SystemClock()):
        part.start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    threading.Event().wait()
