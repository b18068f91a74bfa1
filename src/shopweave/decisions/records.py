"""Every statement that the ledger sends to the database."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, insert, select

from shopweave.decisions.tables import decisions, units
from shopweave.decisions.types import Decision, State
from shopweave.foundation.database import Transaction

_FIELDS = [column.name for column in decisions.columns]


def add(tx: Transaction, rows: Sequence[Decision]) -> None:
    """Write decisions into the ledger."""
    tx.execute(insert(decisions), [_row(decision) for decision in rows])


def join_experiments(tx: Transaction, rows: Sequence[Decision]) -> None:
    """Note since when a unit takes part; a unit known already keeps its arm."""
    new = {
        (d.experiment, d.subject_id): {
            "experiment": d.experiment,
            "unit": d.subject_id,
            "arm": d.arm,
            "since": d.at,
        }
        for d in reversed(rows)
    }
    tx.insert_new(units, list(new.values()), key=["experiment", "unit"])


def find(tx: Transaction, decision: str) -> Decision | None:
    """One decision."""
    row = tx.first(select(decisions).where(decisions.c.id == decision))
    return None if row is None else _decision(row)


def _row(decision: Decision) -> dict[str, Any]:
    return {name: getattr(decision, name) for name in _FIELDS}


def _decision(row: Row[Any]) -> Decision:
    return Decision(**{**row._mapping, "state": State(row.state)})
