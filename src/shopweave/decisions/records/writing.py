"""Statements that enter decisions, move them, and let them go."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, exists, insert, null, select, update

from shopweave.decisions.records.rows import row_of
from shopweave.decisions.tables import decisions, outcomes, purchases, steps, units
from shopweave.decisions.types import Decision, State, Step
from shopweave.foundation import ids
from shopweave.foundation.database import Transaction

c = decisions.c
ERASED = "erased"


def add(tx: Transaction, rows: Sequence[Decision]) -> None:
    """Write decisions into the ledger."""
    tx.execute(insert(decisions), [row_of(decision) for decision in rows])


def join_experiments(tx: Transaction, rows: Sequence[Decision]) -> None:
    """Note since when a unit takes part; a unit known already keeps its arm."""
    new = {
        (made.experiment, made.subject_id): {
            "experiment": made.experiment,
            "unit": made.subject_id,
            "arm": made.arm,
            "since": made.at,
        }
        for made in reversed(rows)
    }
    tx.insert_new(units, list(new.values()), key=["experiment", "unit"])


def move(tx: Transaction, decision: str, to: State, allowed: Collection[State]) -> bool:
    """Change the state of a decision; False when it is in none of the allowed ones."""
    there = [c.id == decision, c.state.in_(sorted(allowed))]
    return tx.execute(update(decisions).where(*there).values(state=to)) == 1


def add_step(tx: Transaction, decision: str, step: Step) -> None:
    """Note who changed a decision's state."""
    row = {"decision": decision, "at": step.at, "state": step.state}
    tx.upsert(steps, [{**row, "by": step.by, "note": step.note}], key=["decision", "at", "state"])


def trim(tx: Transaction, after: str, before: datetime, limit: int) -> str | None:
    """Let go of the inputs of the next old decisions; returns the last id, None at the end."""
    old = select(c.id).where(c.id > after, c.id < ids.first_of(before)).order_by(c.id).limit(limit)
    found = [row.id for row in tx.all(old)]
    if not found:
        return None
    span = c.id.between(found[0], found[-1])
    tx.execute(update(decisions).where(span, c.inputs.is_not(None)).values(inputs=null()))
    return str(found[-1])


def delete_idle(tx: Transaction, before: datetime, limit: int) -> int:
    """Delete old decisions that were made alone and came to nothing."""
    led_to = exists().where(outcomes.c.decision == c.id)
    moved = exists().where(steps.c.decision == c.id)
    old = select(c.id).where(c.id < ids.first_of(before), c.state == State.DONE, ~led_to, ~moved)
    return tx.execute(delete(decisions).where(c.id.in_(old.order_by(c.id).limit(limit))))


def cut_tie(tx: Transaction, customer: str) -> int:
    """Let decisions about a person be about nobody; returns how many rows changed."""
    nobody = {"subject_id": ERASED, "inputs": null(), "reasons": null()}
    changed = tx.execute(update(decisions).where(c.subject_id == customer).values(nobody))
    changed += tx.execute(delete(units).where(units.c.unit == customer))
    return changed + tx.execute(delete(purchases).where(purchases.c.unit == customer))
