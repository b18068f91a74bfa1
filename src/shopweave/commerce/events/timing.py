"""When something happened, by our clock, though the visitor's clock may be wrong."""

from datetime import UTC, datetime

from shopweave.commerce.events.errors import AbsurdTime, UnreadableTime
from shopweave.foundation.database import micros

EARLIEST = micros(datetime(2000, 1, 1, tzinfo=UTC))
# A wrong time zone shifts by at most 14 hours; what lies further ahead is not a time.
_AHEAD = 24 * 3600 * 1_000_000
_ON_THE_WAY = 10_000_000
_NO_TIME = 10**15
_MILLISECONDS_FROM = 100_000_000_000


def read(value: object) -> int:
    """Microseconds of an ISO 8601 text or a number of (milli)seconds; raises `UnreadableTime`."""
    try:
        if isinstance(value, str):
            at = datetime.fromisoformat(value)
            return micros(at if at.tzinfo else at.replace(tzinfo=UTC))
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _NO_TIME:
            return int(value * (1000 if value >= _MILLISECONDS_FROM else 1_000_000))
    except (ValueError, OverflowError):
        pass
    raise UnreadableTime(value=str(value)[:40])


def skew(sent_at: object, received: int) -> int:
    """Microseconds by which the sender's clock is slow; 0 when it does not say, or is about right.

    Segment's rule (timestamp + received - sentAt), but a way of a few seconds is no wrong clock.
    """
    if sent_at is None:
        return 0
    try:
        found = received - read(sent_at)
    except UnreadableTime:
        return 0
    return found if abs(found) > _ON_THE_WAY else 0


def happened(timestamp: object, skew: int, received: int) -> int:
    """Return the moment by our clock, never later than `received`; raises `AbsurdTime`."""
    if timestamp is None:
        return received
    at = read(timestamp) + skew
    if not EARLIEST <= at <= received + _AHEAD:
        raise AbsurdTime(value=str(timestamp)[:40])
    return min(at, received)
