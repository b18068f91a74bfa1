"""How many drafts to write in one transaction, so that others are not kept waiting."""

from datetime import datetime, timedelta

_WANTED = timedelta(milliseconds=30)
_LEAST, _MOST = 10, 5000


class Pace:
    """Grows and shrinks batches towards 30 ms each; start small, since nothing is known yet."""

    def __init__(self, size: int = 50) -> None:
        self.size = size

    def took(self, begun: datetime, ended: datetime) -> None:
        """Learn from the last batch, by at most a factor of two."""
        seconds = max((ended - begun).total_seconds(), 1e-4)
        factor = min(2.0, max(0.5, _WANTED.total_seconds() / seconds))
        self.size = int(min(_MOST, max(_LEAST, self.size * factor)))
