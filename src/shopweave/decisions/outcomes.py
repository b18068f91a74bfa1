"""Join what happened to the decision that it came of."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from shopweave.decisions.records import joining, reading
from shopweave.decisions.types import Decision, Happened, Outcome, Purchase
from shopweave.foundation.database import Transaction


def note(tx: Transaction, happened: Sequence[Outcome]) -> int:
    """Join outcomes that name their decision; returns how many were new.

    What names no decision, or a thing that was not in its list, is left out: it comes from
    browsers. A repeated one changes nothing.
    """
    lists = reading.items_of(tx, {one.decision for one in happened})
    fitting = [
        one for one in happened if one.decision in lists and one.item in (*lists[one.decision], "")
    ]
    return joining.add_outcomes(tx, fitting)


def join_purchases(
    tx: Transaction, subjects: Sequence[str], bought: Sequence[Purchase], window: timedelta
) -> list[Outcome]:
    """Find the list that each purchase came of, and count it for the experiments.

    subjects: all pseudonyms of the buyer, the one that counts first. The last list in which the
    thing was clicked wins, or else the last one shown, within `window` before the purchase. A
    purchase counts once, however often it is told.
    """
    known = joining.known_purchases(tx, subjects)
    fresh = [one for one in bought if one.reference not in known]
    if not fresh:
        return []
    joining.add_purchases(tx, joining.unit_among(tx, subjects), fresh)
    since = min(one.at for one in fresh) - window
    lists = reading.lists_of(tx, subjects, since, max(one.at for one in fresh))
    told = joining.outcomes_of(tx, {made.id for made in lists})
    seen = {(one.decision, one.happened, one.item) for one in told}
    causes = [(one, _cause(one, lists, seen, window)) for one in fresh]
    outcomes = [_outcome(one, cause) for one, cause in causes if cause is not None]
    joining.add_outcomes(tx, outcomes)
    return outcomes


def take_back_purchases(
    tx: Transaction, subjects: Sequence[str], references: Collection[str]
) -> int:
    """Let purchases never have been, such as those of a cancelled order; returns how many."""
    return joining.take_back(tx, subjects, references)


def _cause(
    bought: Purchase,
    lists: Sequence[Decision],
    seen: Collection[tuple[str, Happened, str]],
    window: timedelta,
) -> Decision | None:
    """The newest clicked list before the purchase, else the newest shown; lists: newest first."""
    before = [
        made
        for made in lists
        if made.at <= bought.at <= made.at + window and bought.item in made.items
    ]
    clicked = [made for made in before if (made.id, Happened.CLICKED, bought.item) in seen]
    shown = [made for made in before if (made.id, Happened.SHOWN, "") in seen]
    return next(iter((*clicked, *shown)), None)


def _outcome(bought: Purchase, cause: Decision) -> Outcome:
    return Outcome(
        cause.id,
        Happened.BOUGHT,
        bought.at,
        bought.item,
        bought.reference,
        bought.value,
        bought.currency,
    )
