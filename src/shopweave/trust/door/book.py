"""Who may come in, remembered for less than a second."""

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database
from shopweave.trust import keys, sessions, staff, versions
from shopweave.trust.door.usage import Usage
from shopweave.trust.keys import ApiKey
from shopweave.trust.sessions import Session
from shopweave.trust.staff import User

_CALM = timedelta(seconds=0.3)
_OUTDATED = timedelta(seconds=0.8)
_REREAD = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Page:
    """Everybody who may come in, as of one moment; keys and sessions by fingerprint."""

    version: int
    read_at: datetime
    keys: dict[bytes, ApiKey] = field(default_factory=dict)
    sessions: dict[bytes, Session] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)


class Book:
    """The current page; older than 0.3 s it is looked after, older than 0.8 s it is not used."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._threads = ThreadPoolExecutor(1, thread_name_prefix="door")
        self._page: Page | None = None
        self._checked: datetime | None = None
        self._reading: Future[Page] | None = None
        self.usage = Usage(database, clock)

    async def page(self) -> Page:
        """Return a page that is at most 0.8 s behind the database."""
        age = self._age()
        if self._page is not None and age < _CALM:
            return self._page
        reading = self._read()
        if self._page is not None and age < _OUTDATED:
            return self._page
        return await asyncio.wrap_future(reading)

    async def newest(self) -> Page:
        """Return a page that holds all that was committed before this call."""
        return await asyncio.wrap_future(self._read(begun_earlier=False))

    def close(self) -> None:
        """Write down what was used last, and end the thread."""
        self._threads.shutdown(wait=True)
        self.usage.close()

    def _age(self) -> timedelta:
        """How long ago the database was asked; a clock set back counts as long."""
        if self._checked is None:
            return _REREAD
        return abs(self._clock.now() - self._checked)

    def _read(self, *, begun_earlier: bool = True) -> Future[Page]:
        """Join a reader: one that waits for its turn, or also one that has begun; else send one."""
        reading = self._reading
        if reading is None or reading.done() or (reading.running() and not begun_earlier):
            reading = self._reading = self._threads.submit(self._refresh)
        return reading

    def _refresh(self) -> Page:
        now = self._clock.now()
        with self._database.read() as tx:
            version = versions.current(tx, versions.ACCESS)
            page = self._page
            if page is None or page.version != version or abs(now - page.read_at) > _REREAD:
                page = Page(
                    version,
                    now,
                    keys.usable(tx, now),
                    sessions.live(tx, now),
                    staff.active(tx),
                )
        self._page, self._checked = page, now
        return page
