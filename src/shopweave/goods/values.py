"""Proposals of a value for a field of a product: approved they become the merchant's own."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from shopweave import decisions
from shopweave.commerce import catalog
from shopweave.commerce.catalog import Edit, EditUndone
from shopweave.decisions import Decision, Filter, Kinds, State
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Transaction

REMEMBERED = 50_000
BY_DECISION = "decision"
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class OwnValue:
    """What approving and undoing a proposed value mean; hand its methods to `Kinds`.

    `what` holds field and value as an `Edit` takes them; the edit bears the decision's id.
    """

    clock: Clock

    def approve(self, tx: Transaction, proposal: Decision) -> None:
        """Let the value hold, whatever the source says. Raises `NotAField`."""
        now = self.clock.now()
        edit = Edit(proposal.subject_id, proposal.what["field"], proposal.what["value"])
        catalog.edit(tx, [edit], BY_DECISION, now, edit_id=proposal.id)
        decisions.advance(tx, proposal.id, State.DONE, now)

    def undo(self, tx: Transaction, made: Decision) -> None:
        """Go back to what held before."""
        with suppress(EditUndone):
            catalog.undo_edit(tx, made.id, BY_DECISION, self.clock.now())


def waiting(tx: Transaction, kind: str, limit: int, cursor: str | None = None) -> list[Decision]:
    """Proposals of a kind that wait for a person, newest first."""
    return decisions.newest(tx, Filter(kind, (State.PROPOSED,)), limit, cursor)


def fresh(tx: Transaction, kind: str, wanted: Iterable[Decision]) -> list[Decision]:
    """Those that ask nothing that waits or was answered: no refused value comes again."""
    asked, answered = set[Key](), set[tuple[str, str, str]]()
    for old in decisions.newest(tx, Filter(kind), REMEMBERED):
        if old.state is State.PROPOSED:
            asked.add(_key(old))
        elif old.state is not State.EXPIRED:
            answered.add((*_key(old), str(old.what["value"])))
    return [
        one
        for one in wanted
        if _key(one) not in asked and (*_key(one), str(one.what["value"])) not in answered
    ]


def approve_all(
    tx: Transaction, kinds: Kinds, chosen: Sequence[str], who: str, now: datetime
) -> int:
    """Approve several; those that somebody settled meanwhile are left out. Returns how many."""
    done = 0
    for decision in chosen:
        if decisions.find(tx, decision).state is State.PROPOSED:
            decisions.approve(tx, kinds, decision, who, now)
            done += 1
    return done


def take_back_all(
    tx: Transaction, kinds: Kinds, chosen: Sequence[str], who: str, now: datetime
) -> list[str]:
    """Undo several that were approved together; returns those that were undone now."""
    done = [one for one in chosen if decisions.find(tx, one).state is State.DONE]
    for decision in done:
        decisions.undo(tx, kinds, decision, who, now)
    return done


def _key(made: Decision) -> Key:
    return made.subject_id, str(made.what["field"])
