"""The first start makes one owner, and until then nobody else can reach the shop."""

from datetime import UTC, datetime

import pytest

from shopweave.foundation.database import Database
from shopweave.trust import setup, staff

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ANNA = staff.NewUser("anna", "Anna", ("clerk",), staff.PasswordHash("hash"))


def test_the_link_makes_the_owner(database: Database) -> None:
    """Whoever holds the printed link becomes the owner, once."""
    with database.write() as tx:
        assert setup.needed(tx)
        token = setup.issue(tx, NOON)
        assert setup.finish(tx, token, ANNA, NOON).roles == ("owner",)
        assert not setup.needed(tx)
        with pytest.raises(setup.LinkInvalid):
            setup.finish(tx, token, ANNA, NOON)


def test_no_second_owner_by_link(database: Database) -> None:
    """A link printed after the set-up makes nobody an owner."""
    with database.write() as tx:
        setup.finish(tx, setup.issue(tx, NOON), ANNA, NOON)
        token = setup.issue(tx, NOON)
        with pytest.raises(setup.AlreadySetUp):
            setup.finish(tx, token, ANNA, NOON)


def test_each_kind_of_link_serves_its_purpose(database: Database) -> None:
    """A set-up link signs nobody in, and a person's link makes no owner."""
    with database.write() as tx:
        token = setup.issue(tx, NOON)
        with pytest.raises(setup.LinkInvalid):
            setup.enter(tx, token, NOON)
        personal = setup.issue(tx, NOON, "somebody")
        with pytest.raises(setup.LinkInvalid):
            setup.finish(tx, personal, ANNA, NOON)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "[::1]", "localhost"])
def test_a_new_shop_listens_here(database: Database, host: str) -> None:
    """Loopback in every notation is allowed."""
    with database.read() as tx:
        assert setup.refuse_exposure(tx, host) is None


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "shop.example", ""])
def test_a_new_shop_listens_nowhere_else(database: Database, host: str) -> None:
    """Everything beyond this machine waits until there is an owner."""
    with database.write() as tx:
        with pytest.raises(setup.NotSetUp):
            setup.refuse_exposure(tx, host)
        setup.finish(tx, setup.issue(tx, NOON), ANNA, NOON)
        assert setup.refuse_exposure(tx, host) is None
