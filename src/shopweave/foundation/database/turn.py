"""Writers of one SQLite file take turns, in the order they came, in all processes.

SQLite itself lets a waiting writer sleep up to 100 ms between two looks, so that a busy process
starves the others; a lock on a file beside the database wakes the next one at once.
"""

import os
import threading
from pathlib import Path
from types import TracebackType

try:
    import fcntl
except ImportError:  # Windows has no such lock; SQLite's own waiting must do there.
    fcntl = None  # type: ignore[assignment]


class Turn:
    """A lock between threads and processes; a process that dies gives it back."""

    def __init__(self, database: Path) -> None:
        self._threads = threading.Lock()
        self._path = f"{database}-turn"
        self._file: int | None = None

    def __enter__(self) -> None:
        self._threads.acquire()
        try:
            self._lock()
        except BaseException:
            self._threads.release()
            raise

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if fcntl is not None and self._file is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        self._threads.release()

    def close(self) -> None:
        """Give the file back."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _lock(self) -> None:
        if self._file is None:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if fcntl is not None:
            fcntl.flock(self._file, fcntl.LOCK_EX)
