"""Accounts open, change and close, with an owner always left."""

from datetime import UTC, datetime

import pytest

from shopweave.foundation.database import Database
from shopweave.trust import audit, sessions, staff
from shopweave.trust.permissions import SYSTEM, Principal, PrincipalKind

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HASH = staff.PasswordHash("hash")


def _new(login: str, *roles: str) -> staff.NewUser:
    return staff.NewUser(login, login.title(), roles or ("clerk",), HASH)


@pytest.fixture
def anna(database: Database) -> staff.User:
    """The only owner."""
    with database.write() as tx:
        return staff.add(tx, SYSTEM, _new("anna@example.org", "owner"), NOON)


def test_finds_people_by_login_in_any_case(database: Database, anna: staff.User) -> None:
    """Case, blanks and full-width letters make no other person."""
    with database.read() as tx:
        assert staff.with_login(tx, " ＡＮＮＡ@Example.org ") == anna
        assert staff.find(tx, anna.id) == anna
        assert staff.with_login(tx, "bert") is None


def test_a_login_is_taken_once(database: Database, anna: staff.User) -> None:
    """A second account with the same login is refused."""
    with database.write() as tx, pytest.raises(staff.LoginTaken):
        staff.add(tx, SYSTEM, _new("Anna@example.org"), NOON)


@pytest.mark.parametrize("roles", [("wizard",), ("clerk", "root")])
def test_refuses_unknown_roles(database: Database, roles: tuple[str, ...]) -> None:
    """A role that does not exist gives nothing, not everything."""
    with database.write() as tx, pytest.raises(staff.UnknownRole):
        staff.add(tx, SYSTEM, _new("bert", *roles), NOON)


def test_refuses_to_have_no_role(database: Database, anna: staff.User) -> None:
    """Taking all roles away is closing the account, and is said so."""
    with database.write() as tx, pytest.raises(staff.UnknownRole):
        staff.change_roles(tx, SYSTEM, anna.id, [], NOON)


def test_an_owner_is_always_left(database: Database, anna: staff.User) -> None:
    """The last open owner can neither be closed nor become less; a second one frees the first."""
    with database.write() as tx:
        with pytest.raises(staff.LastOwner):
            staff.disable(tx, SYSTEM, anna.id, NOON)
        with pytest.raises(staff.LastOwner):
            staff.change_roles(tx, SYSTEM, anna.id, ["clerk"], NOON)
        bert = staff.add(tx, SYSTEM, _new("bert", "owner"), NOON)
        staff.disable(tx, SYSTEM, anna.id, NOON)
        with pytest.raises(staff.LastOwner):
            staff.disable(tx, SYSTEM, bert.id, NOON)
        assert set(staff.active(tx)) == {bert.id}


def test_closing_ends_every_session(database: Database, anna: staff.User) -> None:
    """A closed account is signed out everywhere, and stays so when it is opened again."""
    with database.write() as tx:
        bert = staff.add(tx, SYSTEM, _new("bert"), NOON)
        for user in (anna, bert, bert):
            sessions.start(tx, user.id, "phone", NOON)
        staff.disable(tx, SYSTEM, bert.id, NOON)
        staff.enable(tx, SYSTEM, bert.id, NOON)
        assert bert.id in staff.active(tx)
        assert [one.user for one in sessions.live(tx, NOON).values()] == [anna.id]


def test_a_new_password_ends_the_other_sessions(database: Database, anna: staff.User) -> None:
    """Whoever changes the password stays in; a thief does not."""
    with database.write() as tx:
        mine, _ = sessions.start(tx, anna.id, "phone", NOON)
        sessions.start(tx, anna.id, "thief", NOON)
        acting = Principal(PrincipalKind.STAFF, anna.id, session=mine.id)
        staff.set_password(tx, acting, anna.id, staff.PasswordHash("new"), NOON)
        assert sessions.of_user(tx, anna.id, NOON) == [mine]
        assert staff.password_hash(tx, anna) == "new"


def test_every_step_is_logged(database: Database, anna: staff.User) -> None:
    """The log tells who changed which account, without names or passwords."""
    with database.write() as tx:
        bert = staff.add(tx, SYSTEM, _new("bert"), NOON)
        staff.change_roles(tx, SYSTEM, bert.id, ["support"], NOON)
        staff.set_password(tx, SYSTEM, bert.id, HASH, NOON)
        staff.disable(tx, SYSTEM, bert.id, NOON)
        staff.enable(tx, SYSTEM, bert.id, NOON)
        entries = audit.search(tx, f"staff:{bert.id}")
    assert [entry.action for entry in reversed(entries)] == [
        "staff.added",
        "staff.roles_changed",
        "staff.password_changed",
        "staff.disabled",
        "staff.enabled",
    ]
    assert entries[3].detail == {"from": ["clerk"], "to": ["support"]}
    assert "bert" not in str([entry.detail for entry in entries])
