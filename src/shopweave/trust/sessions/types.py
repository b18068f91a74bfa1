"""What a session is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

IDLE = timedelta(hours=12)
LIFETIME = timedelta(days=7)
CONFIRMATION = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Session:
    """One browser in which a person signed in; `confirmed_at` is when the password was given."""

    id: str
    user: str
    device: str
    created_at: datetime
    seen_at: datetime
    confirmed_at: datetime
    expires_at: datetime

    def alive(self, now: datetime, seen_at: datetime | None = None) -> bool:
        """Whether it is neither too old nor too long unused; `seen_at` if known to be later."""
        seen = max(self.seen_at, seen_at or self.seen_at)
        return now < self.expires_at and now - seen < IDLE
