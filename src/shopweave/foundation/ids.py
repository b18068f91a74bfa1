"""Identifiers that sort by time: UUID version 7 (RFC 9562), as 32 hexadecimal characters."""

import os
import time
from datetime import UTC, datetime


def new(at: datetime | None = None) -> str:
    """Return a fresh identifier; its first 12 characters are the milliseconds since 1970.

    `at` is when the thing happened, if it should sort by that and not by now.
    """
    milliseconds = time.time_ns() // 1_000_000 if at is None else _milliseconds(at)
    random = int.from_bytes(os.urandom(10))
    high = milliseconds << 16 | 0x7000 | random >> 68
    low = 0x8000_0000_0000_0000 | random & 0x3FFF_FFFF_FFFF_FFFF
    return f"{high:016x}{low:016x}"


def first_of(at: datetime) -> str:
    """Return the text that no identifier of this moment or later precedes."""
    return f"{_milliseconds(at):012x}"


def moment_of(text: str) -> datetime:
    """Return when an identifier was made, to the millisecond."""
    return datetime.fromtimestamp(int(text[:12], 16) / 1000, UTC)


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def is_id(text: str) -> bool:
    """Whether the text has the form of an identifier made here."""
    return len(text) == 32 and all(c in "0123456789abcdef" for c in text)
