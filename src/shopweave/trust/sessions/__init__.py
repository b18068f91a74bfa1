"""Who is signed in: cookies that refer to a row, ended for good within a second."""

from shopweave.trust.sessions.lifecycle import (
    end,
    end_all,
    fingerprint,
    live,
    mark_seen,
    of_user,
    rotate,
    start,
    tidy,
)
from shopweave.trust.sessions.types import CONFIRMATION, LIFETIME, Session

__all__ = [
    "CONFIRMATION",
    "LIFETIME",
    "Session",
    "end",
    "end_all",
    "fingerprint",
    "live",
    "mark_seen",
    "of_user",
    "rotate",
    "start",
    "tidy",
]
