"""Decide again from what was recorded, and see whether it comes out the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shopweave.decisions.kinds import Kinds
from shopweave.decisions.read import find, not_replayable
from shopweave.decisions.settings import LedgerPreferences
from shopweave.decisions.types import Decision
from shopweave.foundation.database import Transaction


@dataclass(frozen=True, slots=True)
class Replayed:
    """What was decided then, and what the same inputs give today."""

    then: Decision
    again: Mapping[str, Any]

    @property
    def same(self) -> bool:
        """Whether both are equal."""
        return dict(self.then.what) == dict(self.again)


def replay(
    tx: Transaction, kinds: Kinds, decision: str, now: datetime, keep: LedgerPreferences
) -> Replayed:
    """Decide again.

    Raises `UnknownDecision`, `NotReplayable`, `TooOldToReplay` or `ModelGone`.
    """
    made = find(tx, decision)
    why_not = not_replayable(kinds, made, now, keep)
    again = kinds.of(made.kind).replay
    if why_not is not None:
        raise why_not
    if again is None:
        raise AssertionError("a kind without replay is not replayable")
    return Replayed(made, again(tx, made))
