"""How many requests a key may make: a token bucket."""

from datetime import datetime


class Bucket:
    """Fills with `per_second` tokens a second, up to two seconds' worth; a request takes one."""

    __slots__ = ("_at", "_per_second", "_tokens")

    def __init__(self, per_second: int, now: datetime) -> None:
        self._per_second = per_second
        self._tokens = 2.0 * per_second
        self._at = now

    def take(self, now: datetime) -> bool:
        """Whether there was a token left."""
        passed = max((now - self._at).total_seconds(), 0.0)
        self._at = now
        self._tokens = min(2.0 * self._per_second, self._tokens + passed * self._per_second)
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True
