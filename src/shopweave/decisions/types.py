"""What a decision is, and what became of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from shopweave.foundation import ids
from shopweave.foundation.database import Transaction
from shopweave.foundation.money import Money


class State(StrEnum):
    """Where a decision stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    EXPIRED = "expired"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Decision:
    """One list, plan or answer, with all that is needed to explain it.

    what: what was decided; a list of things has them under "items", as ids in their order.
    reasons: why, as data. inputs: references (ids, versions, ranges) to what it was made from.
    """

    kind: str
    subject_kind: str
    subject_id: str
    at: datetime
    what: Mapping[str, Any]
    reasons: Any = None
    inputs: Mapping[str, Any] | None = None
    model_version: str | None = None
    preferences_version: int | None = None
    experiment: str | None = None
    arm: str | None = None
    state: State = State.DONE
    expires_at: datetime | None = None
    id: str = ""

    def __post_init__(self) -> None:
        # Ids sort by the moment of the decision, also for one that is entered later.
        object.__setattr__(self, "id", self.id or ids.new(self.at))

    @property
    def items(self) -> tuple[str, ...]:
        """The things of a list decision; empty for another."""
        return tuple(self.what.get("items", ()))


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a decision's state, and by whom."""

    state: State
    at: datetime
    by: str
    note: str = ""


class Happened(StrEnum):
    """What became of a list."""

    SHOWN = "shown"
    CLICKED = "clicked"
    BOUGHT = "bought"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Something that came of a decision.

    item: the thing concerned, "" for the whole list. reference: what tells two purchases of the
    same thing apart (an order line). value: minor units of `currency`.
    """

    decision: str
    happened: Happened
    at: datetime
    item: str = ""
    reference: str = ""
    value: int = 0
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Purchase:
    """One order line of a subject, for joining with what it was recommended."""

    item: str
    reference: str
    at: datetime
    value: int
    currency: str


@dataclass(frozen=True, slots=True)
class Filter:
    """Which decisions to look at. kind: with all kinds below it ("recommend" has many)."""

    kind: str | None = None
    states: tuple[State, ...] = ()
    subject_id: str | None = None
    arm: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """One decision with all that can be said of it. `not_replayable` says why not, if so."""

    decision: Decision
    steps: tuple[Step, ...]
    outcomes: tuple[Outcome, ...]
    replayable: bool
    not_replayable: str | None


Left = Callable[[Transaction, Iterable[str]], Mapping[str, Money]]
"""What each purchase (by its reference) left, of those of which it is known."""

Came = Mapping[tuple[str, str | None, Happened, str | None], tuple[int, int]]
"""By (kind, arm, what happened, currency): how often, and its value in minor units."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What came of the decisions of one kind and arm. values: minor units bought, by currency.

    left: minor units of profit of what was bought, by currency, as far as it is known.
    """

    kind: str
    arm: str | None
    decisions: int
    shown: int
    clicked: int
    bought: int
    values: Mapping[str, int]
    left: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Experiment:
    """Arms with their shares of units, in ten-thousandths; sticky by the hash of name and unit."""

    name: str
    shares: Mapping[str, int]

    def __post_init__(self) -> None:
        if sum(self.shares.values()) != 10_000:
            raise ValueError(f"the shares of {self.name} do not add up to 10,000")
