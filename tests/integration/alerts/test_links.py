"""A link does one thing once, for the right person, before it expires."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from shopweave.alerts import (
    Actions,
    LinkBroken,
    LinkExpired,
    LinkForSomebodyElse,
    Links,
    LinkUsed,
)
from shopweave.foundation.database import Database, Transaction
from shopweave.trust.permissions import NotAllowed, Permission, Principal, PrincipalKind

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
KEY = b"k" * 32
MAY = frozenset({Permission.DECISIONS_APPROVE})
ANNA = Principal(PrincipalKind.STAFF, "a" * 32, "anna", MAY)


@pytest.fixture
def done() -> Iterator[list[tuple[str, str]]]:
    """Who did what."""
    return iter([])  # type: ignore[return-value]


class Shop:
    """A database, links, and what they did."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.done: list[tuple[str, str]] = []
        actions = Actions().on("approve", Permission.DECISIONS_APPROVE, self._approve)
        self.links = Links(KEY, actions)

    def _approve(self, _tx: Transaction, who: Principal, subject: str, _now: datetime) -> None:
        if subject == "broken":
            raise RuntimeError("the effect failed")
        self.done.append((who.id, subject))

    def issue(self, subject: str = "d1", person: str | None = None) -> str:
        """A link that is good for an hour."""
        with self.database.write() as tx:
            return self.links.issue(tx, "approve", subject, {"en": "Do"}, LATER, person)

    def press(self, token: str, who: Principal = ANNA, now: datetime = NOW) -> None:
        """Press its button."""
        with self.database.write() as tx:
            self.links.use(tx, token, who, now)


@pytest.fixture
def shop(database: Database) -> Shop:
    """A shop with one action."""
    return Shop(database)


def test_works_once(shop: Shop) -> None:
    """The second press does nothing and says when the first one was."""
    token = shop.issue()
    shop.press(token)
    with pytest.raises(LinkUsed, match="2026-11-23 08:00"):
        shop.press(token)
    assert shop.done == [(ANNA.id, "d1")]


def test_two_presses_at_once_do_it_once(shop: Shop) -> None:
    """Eight people press the same button at the same moment."""
    token = shop.issue()

    def press(_number: int) -> bool:
        try:
            shop.press(token)
        except LinkUsed:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(press, range(8))) == 1
    with shop.database.read() as tx:
        assert shop.links.read(tx, token).used_by == ANNA.id


def test_expires(shop: Shop) -> None:
    """After its time it does nothing."""
    token = shop.issue()
    with pytest.raises(LinkExpired):
        shop.press(token, now=LATER)
    assert shop.done == []


def test_is_for_its_person(shop: Shop) -> None:
    """A link for one person is refused to everybody else, and still works for that person."""
    token = shop.issue(person="b" * 32)
    with pytest.raises(LinkForSomebodyElse):
        shop.press(token)
    shop.press(token, replace(ANNA, id="b" * 32))
    assert shop.done == [("b" * 32, "d1")]


def test_needs_the_permission(shop: Shop) -> None:
    """Who may not approve on the page may not by a link."""
    with pytest.raises(NotAllowed):
        shop.press(shop.issue(), replace(ANNA, permissions=frozenset()))
    assert shop.done == []


def test_a_failed_effect_uses_nothing_up(shop: Shop) -> None:
    """When the effect fails the link stays good: both are one transaction."""
    token = shop.issue("broken")
    with pytest.raises(RuntimeError):
        shop.press(token)
    with shop.database.read() as tx:
        assert shop.links.read(tx, token).used_at is None


def test_a_changed_link_is_none(shop: Shop) -> None:
    """A cut, altered or invented link leads nowhere."""
    token = shop.issue()
    for wrong in (token[:-2], ("B" if token[0] == "A" else "A") + token[1:], "", "é?", "a" * 43):
        with pytest.raises(LinkBroken), shop.database.read() as tx:
            shop.links.read(tx, wrong)


def test_a_link_of_another_shop_is_none(shop: Shop) -> None:
    """What another installation signed does nothing here."""
    token = shop.issue()
    other = Links(b"o" * 32, Actions())
    with pytest.raises(LinkBroken), shop.database.read() as tx:
        other.read(tx, token)
