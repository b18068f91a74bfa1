"""Look into the ledger: one decision, pages of them, and what they were worth."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from shopweave.decisions.errors import NotReplayable, TooOldToReplay, UnknownDecision
from shopweave.decisions.kinds import Kinds
from shopweave.decisions.records import joining, reading
from shopweave.decisions.settings import LedgerPreferences
from shopweave.decisions.types import (
    Came,
    Decision,
    Explanation,
    Filter,
    Happened,
    Left,
    Outcome,
    State,
    Worth,
)
from shopweave.foundation.database import Transaction
from shopweave.foundation.problems import Problem


def find(tx: Transaction, decision: str) -> Decision:
    """One decision. Raises `UnknownDecision`."""
    found = reading.find(tx, decision)
    if found is None:
        raise UnknownDecision(decision=decision)
    return found


def newest(
    tx: Transaction, which: Filter, limit: int = 50, before: str | None = None
) -> list[Decision]:
    """The newest decisions first; the next page lies `before` the last one's id."""
    return reading.newest(tx, which, limit, before)


def waiting(tx: Transaction, kind: str | None = None) -> int:
    """How many proposals wait for a person; of one kind, those below it, too."""
    return reading.count_open(tx, (State.PROPOSED,), kind)


def outcomes_of(tx: Transaction, made: Collection[str]) -> list[Outcome]:
    """What came of these decisions, oldest first."""
    return joining.outcomes_of(tx, made)


def explain(
    tx: Transaction, kinds: Kinds, decision: str, now: datetime, keep: LedgerPreferences
) -> Explanation:
    """Everything that can be said of a decision. Raises `UnknownDecision`."""
    made = find(tx, decision)
    why_not = not_replayable(kinds, made, now, keep)
    return Explanation(
        made,
        tuple(reading.steps_of(tx, decision)),
        tuple(joining.outcomes_of(tx, [decision])),
        why_not is None,
        None if why_not is None else why_not.code(),
    )


def not_replayable(
    kinds: Kinds, made: Decision, now: datetime, keep: LedgerPreferences
) -> Problem | None:
    """Why a decision cannot be replayed, or None when it can be tried."""
    if kinds.of(made.kind).replay is None:
        return NotReplayable(kind=made.kind)
    if now - made.at > timedelta(days=keep.replay_days):
        return TooOldToReplay(days=keep.replay_days)
    return None


def done_by_itself(tx: Transaction, since: datetime, until: datetime) -> dict[str, int]:
    """How many decisions of each kind were made without asking anybody."""
    return reading.made_alone(tx, since, until)


def worth(
    tx: Transaction, since: datetime, until: datetime, left: Left | None = None
) -> list[Worth]:
    """What came of each kind and arm of decisions made in this time; with `left`, its profit."""
    came = joining.what_came(tx, since, until)
    profits = _profits(tx, since, until, left) if left else {}
    return [
        Worth(kind, arm, made, *_funnel(kind, arm, came), profits.get((kind, arm), {}))
        for (kind, arm), made in sorted(reading.counts(tx, since, until).items(), key=str)
    ]


def _profits(
    tx: Transaction, since: datetime, until: datetime, left: Left
) -> dict[tuple[str, str | None], dict[str, int]]:
    bought = joining.bought(tx, since, until)
    known = left(tx, {row.reference for row in bought})
    sums: dict[tuple[str, str | None], dict[str, int]] = {}
    for row in bought:
        if row.reference in known:
            profit = known[row.reference]
            of = sums.setdefault((row.kind, row.arm), {})
            of[profit.currency] = of.get(profit.currency, 0) + profit.amount
    return sums


def _funnel(kind: str, arm: str | None, came: Came) -> tuple[int, int, int, Mapping[str, int]]:
    times = dict.fromkeys(Happened, 0)
    values: dict[str, int] = {}
    for (its_kind, its_arm, happened, currency), (often, value) in came.items():
        if (its_kind, its_arm) == (kind, arm):
            times[happened] += often
            if currency is not None:
                values[currency] = values.get(currency, 0) + value
    return times[Happened.SHOWN], times[Happened.CLICKED], times[Happened.BOUGHT], values
