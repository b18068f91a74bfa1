"""What happened is joined to the list that it came of, once."""

from datetime import UTC, datetime, timedelta

import pytest

from shopweave import decisions
from shopweave.decisions import Decision, Happened, Outcome, Purchase
from shopweave.foundation.database import Database

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
WEEK = timedelta(days=7)


def show(database: Database, hours: int, *items: str, clicked: str = "", to: str = "c1") -> str:
    """Make a list for a customer some hours after noon, shown and perhaps clicked."""
    at = NOON + timedelta(hours=hours)
    made = Decision("recommend.home", "customer", to, at, {"items": list(items)}, arm="treated")
    with database.write() as tx:
        decisions.record(tx, made)
        decisions.note(tx, [Outcome(made.id, Happened.SHOWN, at)])
        if clicked:
            decisions.note(tx, [Outcome(made.id, Happened.CLICKED, at, clicked)])
    return made.id


def buy(
    database: Database,
    hours: int,
    item: str,
    reference: str = "o1/1",
    of: tuple[str, ...] = ("c1",),
) -> list[str]:
    """Buy one thing; returns the lists that it is said to come of."""
    bought = Purchase(item, reference, NOON + timedelta(hours=hours), 990, "EUR")
    with database.write() as tx:
        return [one.decision for one in decisions.join_purchases(tx, of, [bought], WEEK)]


def test_credits_the_last_click(database: Database) -> None:
    """A clicked list wins over a later one that was only shown."""
    clicked = show(database, 0, "tea", "milk", clicked="tea")
    show(database, 1, "tea")
    assert buy(database, 2, "tea") == [clicked]


def test_credits_the_last_shown(database: Database) -> None:
    """Without a click the last list that showed the thing before the purchase has it."""
    show(database, 0, "tea")
    last = show(database, 1, "tea")
    show(database, 2, "milk")
    show(database, 9, "tea")
    assert buy(database, 3, "tea") == [last]


def test_credits_nothing_too_late(database: Database) -> None:
    """After the window a purchase is nobody's merit."""
    show(database, 0, "tea", clicked="tea")
    assert buy(database, 24 * 7 + 1, "tea") == []


def test_credits_nobody_elses_list(database: Database) -> None:
    """A list shown to another customer does not count; one of the buyer's other names does."""
    show(database, 0, "tea", clicked="tea", to="c2")
    assert buy(database, 1, "tea") == []
    mine = show(database, 0, "tea", to="visitor")
    assert buy(database, 1, "tea", "o2/1", of=("c1", "visitor")) == [mine]


def test_counts_a_purchase_once(database: Database) -> None:
    """The same order line told again changes nothing, even when a better list appears."""
    made = show(database, 0, "tea")
    assert buy(database, 2, "tea") == [made]
    show(database, 1, "tea", clicked="tea")
    assert buy(database, 2, "tea") == []
    with database.read() as tx:
        assert len(decisions.outcomes_of(tx, [made])) == 2


def test_counts_under_the_name_that_takes_part(database: Database) -> None:
    """Who took part as a visitor and buys as a customer counts as the visitor."""
    with database.write() as tx:
        for arm in ("treated", "holdout"):
            for unit in (f"visitor {arm}", f"other {arm}"):
                part = {"experiment": "home", "arm": arm}
                what = {"items": ["tea"]}
                decisions.record(tx, Decision("recommend", "visitor", unit, NOON, what, **part))
    buy(database, 1, "tea", of=("c1", "visitor treated"))
    with database.read() as tx:
        (effect,) = decisions.effect(tx, "home", NOON + WEEK)
    assert (effect.treated.buyers, effect.holdout.buyers) == (1, 0)


def test_takes_a_cancelled_purchase_back(database: Database) -> None:
    """A purchase that was cancelled is nobody's merit, and may be told again."""
    made = show(database, 0, "tea")
    buy(database, 1, "tea")
    with database.write() as tx:
        assert decisions.take_back_purchases(tx, ["c1"], ["o1/1"]) == 1
        assert [one.happened for one in decisions.outcomes_of(tx, [made])] == [Happened.SHOWN]
    assert buy(database, 1, "tea") == [made]


def test_ignores_what_a_browser_invents(database: Database) -> None:
    """An outcome of an unknown decision, or of a thing not in its list, is left out."""
    made = show(database, 0, "tea")
    invented = [
        Outcome("0" * 32, Happened.SHOWN, NOON),
        Outcome(made, Happened.CLICKED, NOON, "gold"),
        Outcome(made, Happened.CLICKED, NOON, "tea"),
        Outcome(made, Happened.CLICKED, NOON + WEEK, "tea"),
    ]
    with database.write() as tx:
        assert decisions.note(tx, invented) == 1
        assert decisions.note(tx, invented) == 0


def test_says_what_lists_were_worth(database: Database) -> None:
    """Lists are summed by kind and arm: made, shown, clicked, bought, and in money."""
    show(database, 0, "tea", clicked="tea")
    show(database, 1, "milk")
    buy(database, 2, "tea")
    with database.read() as tx:
        worth = decisions.worth(tx, NOON, NOON + WEEK)
        alone = decisions.done_by_itself(tx, NOON, NOON + WEEK)
    assert worth == [decisions.Worth("recommend.home", "treated", 2, 2, 1, 1, {"EUR": 990})]
    assert alone == {"recommend.home": 2}


def test_measures_an_experiment(database: Database) -> None:
    """Treated are compared with held out, those included who bought nothing."""
    spent = {"treated": [0, 1000, 2000, 3000], "holdout": [0, 0, 1000, 1000]}
    with database.write() as tx:
        for arm, values in spent.items():
            for n, value in enumerate(values):
                unit = f"{arm}{n}"
                what = {"items": ["tea"]}
                part = {"experiment": "home", "arm": arm}
                made = Decision("recommend.home", "customer", unit, NOON, what, **part)
                decisions.record(tx, made)
                bought = [Purchase("tea", f"{unit}/0", NOON - WEEK, 70_000, "EUR")]
                bought += [Purchase("tea", f"{unit}/1", NOON + WEEK, value, "EUR")] * bool(value)
                decisions.join_purchases(tx, [unit], bought, WEEK)
        (effect,) = decisions.effect(tx, "home", NOON + 2 * WEEK)
    assert (effect.treated.units, effect.treated.buyers) == (4, 3)
    assert (effect.treated.mean, effect.holdout.mean) == (1500, 500)
    assert (effect.difference, effect.extra) == (1000, 4000)
    # By hand: variances 5/3 and 1/3 of 1000 squared, each over 4 units.
    assert effect.high - effect.low == pytest.approx(2 * 1.959964 * 1000 * (2 / 4) ** 0.5)
    assert not effect.proven


def test_says_nothing_of_a_small_experiment(database: Database) -> None:
    """Without two units in each arm there is nothing to compare."""
    with database.read() as tx:
        assert decisions.effect(tx, "home", NOON) == []
