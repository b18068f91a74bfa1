"""Points, one entry at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EntryKind(StrEnum):
    """Why the balance changed."""

    EARNED = "earned"
    REVERSED = "reversed"
    REDEEMED = "redeemed"
    GIVEN_BACK = "given_back"
    ADJUSTED = "adjusted"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger. points: below zero when spent. rate: at which it was earned."""

    id: int
    customer_id: str | None
    key: str
    kind: EntryKind
    points: int
    rate: float
    order_id: str | None
    at: datetime
    expires_at: datetime | None
    by: str


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry to write."""

    customer_id: str
    key: str
    kind: EntryKind
    points: int
    at: datetime
    by: str
    order_id: str | None = None
    rate: float = 0.0


@dataclass(frozen=True, slots=True)
class Balance:
    """What a member has. next_expiry, expiring: when the next points run out, and how many."""

    points: int
    next_expiry: datetime | None = None
    expiring: int = 0


def balance_of(entries: Iterable[Entry], now: datetime) -> Balance:
    """Points that are left: what is spent takes those that run out first, and never a dead one."""
    left: list[tuple[datetime | None, int]] = []
    for entry in sorted(entries, key=lambda one: (one.at, one.id)):
        if entry.points > 0:
            left.append((entry.expires_at, entry.points))
        else:
            left = _spend(left, -entry.points, entry.at)
    living = [(until, points) for until, points in left if until is None or until > now]
    dated = [until for until, points in living if until is not None and points]
    first = min(dated, default=None)
    expiring = sum(points for until, points in living if until is not None and until == first)
    return Balance(sum(points for _, points in living), first, expiring)


def _spend(
    lots: list[tuple[datetime | None, int]], points: int, at: datetime
) -> list[tuple[datetime | None, int]]:
    """Take points from the lots that are alive at that time, the first to run out first."""
    order = sorted(range(len(lots)), key=lambda i: (lots[i][0] is None, lots[i][0] or at))
    left = list(lots)
    for number in order:
        until, held = left[number]
        if until is None or until > at:
            taken = min(held, points)
            left[number], points = (until, held - taken), points - taken
    return left
