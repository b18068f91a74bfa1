"""Preferences are typed, every change has an author, and every process follows."""

import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

import pytest
from pydantic import Field

from shopweave.foundation import preferences
from shopweave.foundation.database import Database
from shopweave.foundation.preferences import Preferences

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@preferences.preference("test.tea")
@dataclass(frozen=True, slots=True)
class Tea:
    """How tea is served."""

    cups: Annotated[int, Field(ge=1)] = 2
    kinds: tuple[str, ...] = ("green",)


@preferences.preference("test.milk")
@dataclass(frozen=True, slots=True)
class Milk:
    """How milk is served."""

    warm: bool = False


def change(database: Database, value: object) -> int:
    """Change preferences in a transaction of their own."""
    with database.write() as tx:
        return preferences.change(tx, "anna", value, NOON)


def test_begins_with_the_defaults(database: Database) -> None:
    """What was never changed has its defaults, at version 0."""
    now = Preferences(database).now
    assert (now.version, now.get(Tea)) == (0, Tea())


def test_follows_a_change(database: Database) -> None:
    """A change is one new version for all, and touches no other preferences."""
    here = Preferences(database)
    assert change(database, Tea(cups=3, kinds=("green", "black"))) == 1
    assert change(database, Milk(warm=True)) == 2
    here.refresh()
    assert here.version == 2
    assert here.current(Tea) == Tea(cups=3, kinds=("green", "black"))
    assert here.current(Milk) == Milk(warm=True)


def test_keeps_a_taken_snapshot(database: Database) -> None:
    """Whoever took a snapshot keeps it through a change."""
    here = Preferences(database)
    taken = here.now
    change(database, Tea(cups=3))
    here.refresh()
    assert (taken.get(Tea).cups, here.current(Tea).cups) == (2, 3)


def test_follows_in_the_background(database: Database) -> None:
    """A started process sees a change of another one without being asked."""
    here = Preferences(database).start()
    change(database, Tea(cups=7))
    seen = threading.Event()
    for _ in range(100):
        if here.current(Tea).cups == 7:
            break
        seen.wait(0.1)
    here.stop()
    assert here.current(Tea).cups == 7


def test_undoes_step_by_step(database: Database) -> None:
    """Undoing returns to the values before, as a new version that says what it undid."""
    change(database, Tea(cups=3))
    change(database, Tea(cups=4))
    with database.write() as tx:
        preferences.undo(tx, "ben", "test.tea", NOON)
        assert preferences.get(tx, Tea) == Tea(cups=3)
        newest = preferences.history(tx, "test.tea")[0]
        assert (newest.by, newest.undoes, newest.version) == ("ben", 2, 3)


def test_undoes_the_first_change(database: Database) -> None:
    """Before the first change the defaults held."""
    change(database, Tea(cups=3))
    with database.write() as tx:
        preferences.undo(tx, "ben", "test.tea", NOON)
        assert preferences.get(tx, Tea) == Tea()


def test_has_nothing_to_undo(database: Database) -> None:
    """Undoing what was never changed is refused."""
    with database.write() as tx, pytest.raises(preferences.NothingToUndo):
        preferences.undo(tx, "ben", "test.tea", NOON)


def test_refuses_a_value_out_of_range(database: Database) -> None:
    """A field that does not fit is named and nothing is written."""
    with pytest.raises(preferences.NotAPreference) as refused:
        change(database, Tea(cups=0))
    assert refused.value.fields["field"] == "cups"
    assert Preferences(database).version == 0


def test_survives_a_field_that_is_gone(database: Database) -> None:
    """Stored values of an older product keep what is still understood."""
    assert preferences.decode("test.tea", {"cups": 5, "sugar": True}) == Tea(cups=5)
