"""The price that a reduction must be shown against (directive 98/6/EC art. 6a, PAngV § 11)."""

from collections.abc import Sequence
from dataclasses import dataclass

DAY = 86_400_000_000


@dataclass(frozen=True, slots=True)
class Change:
    """A price that held from a moment on. at: microseconds; amount: None while not sold.

    reduced: whether a former price was shown beside it.
    """

    at: int
    amount: int | None
    reduced: bool = False


@dataclass(frozen=True, slots=True)
class Reduction:
    """A reduction that is under way. lowest: of the days before it began, None if unknown."""

    began: int
    lowest: int | None


def reduction_at(changes: Sequence[Change], now: int, days: int) -> Reduction | None:
    """The reduction that holds `now`, None when the price is not announced as reduced.

    changes: oldest first. A price that is lowered step by step without a break is one reduction:
    the days before its first step count.
    """
    past = [change for change in changes if change.at <= now]
    if not past or not past[-1].reduced or past[-1].amount is None:
        return None
    began = past[-1]
    for before in reversed(past[:-1]):
        if not _continues(before, began):
            break
        began = before
    return Reduction(began.at, lowest_between(changes, began.at - days * DAY, began.at))


def lowest_between(changes: Sequence[Change], since: int, until: int) -> int | None:
    """The lowest price that held at some moment from `since` to before `until`."""
    held = [change for change in changes if change.at < until]
    # The price that held when the days began was fixed before them.
    first = max((n for n, change in enumerate(held) if change.at <= since), default=0)
    amounts = [change.amount for change in held[first:] if change.amount is not None]
    return min(amounts, default=None)


def _continues(before: Change, after: Change) -> bool:
    """Whether `after` only goes on with the reduction of `before`, the same or lower."""
    if not before.reduced or before.amount is None or after.amount is None:
        return False
    return after.amount <= before.amount
