"""How many drafts to write in one transaction, so that others are not kept waiting."""

from datetime import datetime, timedelta

_WANTED = timedelta(milliseconds=30)
_LEAST, _MOST = 10, 5000
_SLOWER, _FASTER = 0.4, 1.25


class Pace:
    """Grows batches step by step towards 30 ms each, and shrinks them at once."""

    def __init__(self, size: int = 20) -> None:
        self.size = size

    def took(self, begun: datetime, ended: datetime) -> None:
        """Learn from the last batch."""
        seconds = max((ended - begun).total_seconds(), 1e-4)
        factor = min(_FASTER, max(_SLOWER, _WANTED.total_seconds() / seconds))
        self.size = int(min(_MOST, max(_LEAST, self.size * factor)))
