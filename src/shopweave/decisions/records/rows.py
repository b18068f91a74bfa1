"""Decisions to rows and back."""

from typing import Any

from sqlalchemy import Row

from shopweave.decisions.tables import decisions
from shopweave.decisions.types import Decision, Happened, Outcome, State, Step

_FIELDS = [column.name for column in decisions.columns]


def row_of(decision: Decision) -> dict[str, Any]:
    """The columns of a decision."""
    return {name: getattr(decision, name) for name in _FIELDS}


def decision_of(row: Row[Any]) -> Decision:
    """A decision as it was."""
    return Decision(**{**row._mapping, "state": State(row.state)})


def outcome_of(row: Row[Any]) -> Outcome:
    """An outcome as it was."""
    return Outcome(**{**row._mapping, "happened": Happened(row.happened)})


def step_of(row: Row[Any]) -> Step:
    """A step as it was."""
    return Step(State(row.state), row.at, row.by, row.note)
