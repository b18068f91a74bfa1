"""Where a pull stands, for shops that list what changed since a time."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from shopweave.connectors.contract.types import Cursor

OVERLAP = timedelta(minutes=5)
_TIMES = ("since", "newest", "last", "met")


@dataclass(frozen=True, slots=True)
class Watermark:
    """A round asks for all that changed since `since`, page after page; `newest` is what it saw.

    Only the shop's own times are compared, so a clock that is wrong there does no harm. The next
    round begins `OVERLAP` before the newest change seen: what was being written then comes again.
    Once nothing newer was met for as long (`met` is by our clock), it begins at that change: a
    bulk edit is not read again by every look that follows.
    """

    since: datetime | None = None
    newest: datetime | None = None
    page: int = 0
    last: datetime | None = None
    met: datetime | None = None

    @classmethod
    def of(cls, cursor: Cursor | None) -> "Watermark":
        """The watermark in a cursor; the very beginning for None."""
        if not cursor:
            return cls()
        since, newest, last, met = (_time(cursor.get(name)) for name in _TIMES)
        return cls(since, newest, cursor.get("page", 0), last, met)

    def saw(self, times: Iterable[datetime | None]) -> "Watermark":
        """The same, after looking at items that changed at these times."""
        known = [time for time in (self.newest, *times) if time is not None]
        return replace(self, newest=max(known, default=None))

    def onward(self) -> "Watermark":
        """The next page of this round."""
        return replace(self, page=self.page + 1)

    def over(self, now: datetime) -> "Watermark":
        """Where the next round begins: before the newest change, never before this round."""
        if self.newest is None:
            return replace(self, page=0)
        met = self.met if self.met and self.newest == self.last else now
        begin = self.newest if now - met >= OVERLAP else self.newest - OVERLAP
        since = max(begin, self.since) if self.since else begin
        return Watermark(since, last=self.newest, met=met)

    def cursor(self) -> dict[str, Any]:
        """As a cursor to keep."""
        times = {name: _text(getattr(self, name)) for name in _TIMES}
        return {**times, "page": self.page}


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _text(time: datetime | None) -> str | None:
    return time.astimezone(UTC).isoformat() if time else None
