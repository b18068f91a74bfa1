"""Not more requests a second than a shop likes."""

import time
from collections.abc import Callable


class Pace:
    """A bucket of tokens: `rate` come in each second, at most two seconds' worth are kept."""

    def __init__(
        self,
        rate: float,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._rate, self._now, self._sleep = rate, now, sleep
        self._most = max(1.0, rate * 2)
        self._tokens = self._most
        self._at = now()

    def take(self) -> None:
        """Take a token; waits until there is one."""
        self._fill()
        if self._tokens < 1:
            self._sleep((1 - self._tokens) / self._rate)
            self._fill()
        self._tokens -= 1

    def _fill(self) -> None:
        now = self._now()
        self._tokens = min(self._most, self._tokens + (now - self._at) * self._rate)
        self._at = now
