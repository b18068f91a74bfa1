"""How many rows or drafts to write in one transaction, so that others are not kept waiting."""

from datetime import timedelta

# SQLite has one writer at a time; on PostgreSQL only the same tables wait.
_WANTED = {"sqlite": timedelta(milliseconds=30), "postgresql": timedelta(milliseconds=100)}
_LEAST, _MOST = 10, 5000
_SLOWER, _FASTER = 0.4, 1.25


class Pace:
    """Grows batches step by step towards their due time, and shrinks them at once."""

    def __init__(self, dialect: str, size: int = 20) -> None:
        self.size = size
        self._wanted = _WANTED[dialect].total_seconds()

    def took(self, spent: timedelta) -> None:
        """Learn from the last batch."""
        seconds = max(spent.total_seconds(), 1e-4)
        factor = min(_FASTER, max(_SLOWER, self._wanted / seconds))
        self.size = int(min(_MOST, max(_LEAST, self.size * factor)))
