"""When keys and sessions were used last: noted in memory, written once a minute."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database
from shopweave.trust import keys, sessions

_EVERY = timedelta(seconds=60)


class Usage:
    """Last uses that the database does not know yet."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._threads = ThreadPoolExecutor(1, thread_name_prefix="usage")
        self._keys: dict[str, datetime] = {}
        self._sessions: dict[str, datetime] = {}
        self._written_at = clock.now()

    def key(self, key: str, now: datetime) -> None:
        """Note that a key was used."""
        self._keys[key] = now
        self._write_if_due(now)

    def session(self, session: str, now: datetime) -> None:
        """Note that a session was used."""
        self._sessions[session] = now
        self._write_if_due(now)

    def session_seen(self, session: str) -> datetime | None:
        """When a session was used here last, if not yet written."""
        return self._sessions.get(session)

    def close(self) -> None:
        """Write the rest."""
        self._threads.submit(self._write).result()
        self._threads.shutdown(wait=True)

    def _write_if_due(self, now: datetime) -> None:
        if now - self._written_at >= _EVERY:
            self._written_at = now
            self._threads.submit(self._write)

    def _write(self) -> None:
        used, self._keys = self._keys, {}
        seen = dict(self._sessions)
        if not used and not seen:
            return
        with self._database.write() as tx:
            keys.mark_used(tx, used)
            sessions.mark_seen(tx, seen)
