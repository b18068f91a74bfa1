"""Write decisions down: with their transaction, or queued beside a hot path."""

from collections.abc import Sequence
from concurrent.futures import Future

import structlog

from shopweave.decisions.records import writing
from shopweave.decisions.types import Decision
from shopweave.foundation.database import Transaction
from shopweave.foundation.writer import Writer

_KNOWN_UNITS = 100_000
log = structlog.get_logger(__name__)


def record(tx: Transaction, decision: Decision) -> str:
    """Write one decision in the transaction that makes it true; returns its id."""
    record_all(tx, [decision])
    return decision.id


def record_all(tx: Transaction, rows: Sequence[Decision]) -> None:
    """Write many decisions with one statement."""
    writing.add(tx, rows)
    taking_part = [d for d in rows if d.experiment is not None]
    if taking_part:
        writing.join_experiments(tx, taking_part)


class Ledger:
    """The ledger of a hot path: decisions are queued and not awaited."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        # Units whose part in an experiment is durable; spares a look-up per decision.
        self._known: set[tuple[str, str]] = set()

    def queue(self, decision: Decision) -> str:
        """Return the decision's id at once; it is written with the next group commit.

        Raises `Overloaded` when too much is waiting: then nothing must be decided either.
        """
        self._writer.submit(self.sink, decision).add_done_callback(_complain)
        return decision.id

    def sink(self, tx: Transaction, rows: Sequence[Decision]) -> list[str]:
        """Write a batch; for the group-commit writer."""
        writing.add(tx, rows)
        fresh = [d for d in rows if d.experiment and self._unit(d) not in self._known]
        if fresh:
            writing.join_experiments(tx, fresh)
            tx.after_commit(lambda: self._remember(fresh))
        return [d.id for d in rows]

    def _remember(self, rows: Sequence[Decision]) -> None:
        if len(self._known) > _KNOWN_UNITS:
            self._known.clear()
        self._known.update(self._unit(d) for d in rows)

    def _unit(self, decision: Decision) -> tuple[str, str]:
        return decision.experiment or "", decision.subject_id


def _complain(done: "Future[str]") -> None:
    error = done.exception()
    if error is not None:
        log.error("decision was not written", error=type(error).__name__)
