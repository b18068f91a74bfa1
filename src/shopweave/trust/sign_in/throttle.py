"""Counts wrong attempts: few for an account or a device, more for an address."""

import threading
from collections import OrderedDict, deque
from datetime import datetime, timedelta

from shopweave.trust.sign_in.errors import TooManyAttempts

WINDOW = timedelta(minutes=15)
_REMEMBERED = 10_000


class Throttle:
    """Wrong attempts of the last quarter of an hour, in this process."""

    def __init__(self) -> None:
        self._failures: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def check(self, limits: dict[str, int], now: datetime) -> None:
        """Raise `TooManyAttempts` when one of the names reached its limit."""
        with self._lock:
            for name, limit in limits.items():
                if len(self._recent(name, now)) >= limit:
                    raise TooManyAttempts(minutes=int(WINDOW.total_seconds() // 60))

    def failed(self, names: dict[str, int], now: datetime) -> None:
        """Count a wrong attempt for each of the names."""
        with self._lock:
            for name in names:
                self._failures.setdefault(name, deque()).append(now)
                self._failures.move_to_end(name)
            while len(self._failures) > _REMEMBERED:
                self._failures.popitem(last=False)

    def succeeded(self, name: str) -> None:
        """Forget the wrong attempts of a name."""
        with self._lock:
            self._failures.pop(name, None)

    def _recent(self, name: str, now: datetime) -> deque[datetime]:
        times = self._failures.get(name, deque())
        while times and now - times[0] > WINDOW:
            times.popleft()
        return times
