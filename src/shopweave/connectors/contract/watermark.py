"""Where a pull stands, for shops that list what changed since a time."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from shopweave.connectors.contract.types import Cursor

OVERLAP = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Watermark:
    """A round asks for all that changed since `since`, page after page; `newest` is what it saw.

    Only the shop's own times are compared, so a clock that is wrong there does no harm. The next
    round begins `OVERLAP` before the newest change seen: what was being written then comes again.
    """

    since: datetime | None = None
    newest: datetime | None = None
    page: int = 0

    @classmethod
    def of(cls, cursor: Cursor | None) -> "Watermark":
        """The watermark in a cursor; the very beginning for None."""
        if not cursor:
            return cls()
        return cls(_time(cursor.get("since")), _time(cursor.get("newest")), cursor.get("page", 0))

    def saw(self, times: Iterable[datetime | None]) -> "Watermark":
        """The same, after looking at items that changed at these times."""
        known = [time for time in (self.newest, *times) if time is not None]
        return replace(self, newest=max(known, default=None))

    def onward(self) -> "Watermark":
        """The next page of this round."""
        return replace(self, page=self.page + 1)

    def over(self) -> "Watermark":
        """Where the next round begins: before the newest change, never before this round."""
        if self.newest is None:
            return Watermark(self.since)
        begin = self.newest - OVERLAP
        return Watermark(max(begin, self.since) if self.since else begin)

    def cursor(self) -> dict[str, Any]:
        """As a cursor to keep."""
        return {"since": _text(self.since), "newest": _text(self.newest), "page": self.page}


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _text(time: datetime | None) -> str | None:
    return time.astimezone(UTC).isoformat() if time else None
