"""The right person gets in, a guesser does not, and learns nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher

from shopweave.foundation.clock import ManualClock
from shopweave.foundation.database import Database
from shopweave.trust import audit, sessions, setup, staff
from shopweave.trust.permissions import SYSTEM, Principal, PrincipalKind
from shopweave.trust.sign_in import SignIn, SignInFailed, TooManyAttempts, Visitor, WrongPassword

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PASSWORD = "harbour violet kettle moth"
AT_HOME = Visitor("192.0.2.1", "Firefox")
QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


@pytest.fixture
def clock() -> ManualClock:
    """A clock that stands still."""
    return ManualClock(NOON)


@pytest.fixture
def passwords() -> staff.Passwords:
    """Cheap hashes."""
    return staff.Passwords(QUICK)


@pytest.fixture
def anna(database: Database, passwords: staff.Passwords) -> staff.User:
    """An owner with a password."""
    owner = staff.NewUser("anna", "Anna", ("owner",), passwords.hash(PASSWORD))
    with database.write() as tx:
        return staff.add(tx, SYSTEM, owner, NOON)


@pytest.fixture
def sign_in(database: Database, passwords: staff.Passwords, clock: ManualClock) -> SignIn:
    """The way in."""
    return SignIn(database, passwords, b"k" * 32, clock)


def _fail(sign_in: SignIn, login: str, visitor: Visitor = AT_HOME) -> str:
    with pytest.raises(SignInFailed) as caught:
        sign_in.with_password(login, "wrong", visitor)
    return str(caught.value)


def test_the_right_password_opens(database: Database, sign_in: SignIn, anna: staff.User) -> None:
    """It starts a session that is known by the hash of its cookie only."""
    inside = sign_in.with_password(" Anna ", PASSWORD, AT_HOME)
    with database.read() as tx:
        session = sessions.live(tx, NOON)[sessions.fingerprint(inside.session_token)]
        assert (session.user, session.device) == (anna.id, "Firefox")
        assert audit.search(tx)[0].action == "staff.signed_in"


def test_nobody_learns_who_exists(database: Database, sign_in: SignIn, anna: staff.User) -> None:
    """A wrong password, an unknown login and a closed account are refused alike."""
    with database.write() as tx:
        gone = staff.NewUser("gone", "Gone", ("clerk",), staff.PasswordHash("x"))
        staff.disable(tx, SYSTEM, staff.add(tx, SYSTEM, gone, NOON).id, NOON)
    assert len({_fail(sign_in, login) for login in ("anna", "nobody", "gone", anna.id)}) == 1
    with database.read() as tx:
        failures = [e for e in audit.search(tx) if e.action == "staff.sign_in_failed"]
        assert len(failures) == 4


def test_a_closed_account_stays_closed(
    database: Database, sign_in: SignIn, passwords: staff.Passwords, anna: staff.User
) -> None:
    """Not even the right password opens it."""
    bert = staff.NewUser("bert", "Bert", ("clerk",), passwords.hash(PASSWORD))
    with database.write() as tx:
        staff.disable(tx, SYSTEM, staff.add(tx, SYSTEM, bert, NOON).id, NOON)
    with pytest.raises(SignInFailed):
        sign_in.with_password("bert", PASSWORD, AT_HOME)


def test_guessing_is_stopped_but_the_owner_gets_in(
    sign_in: SignIn, clock: ManualClock, anna: staff.User
) -> None:
    """Ten wrong passwords close the account to strangers, not to a device known before."""
    cookie = sign_in.with_password("anna", PASSWORD, AT_HOME).device_cookie
    for number in range(10):
        _fail(sign_in, "anna", Visitor(f"198.51.100.{number}"))
    with pytest.raises(TooManyAttempts):
        sign_in.with_password("anna", PASSWORD, Visitor("203.0.113.9"))
    known = Visitor("203.0.113.9", device_cookie=cookie)
    assert sign_in.with_password("anna", PASSWORD, known).user == anna
    clock.forward(timedelta(minutes=16))
    assert sign_in.with_password("anna", PASSWORD, AT_HOME).user == anna


def test_an_unknown_login_is_stopped_alike(sign_in: SignIn, anna: staff.User) -> None:
    """The limit tells nothing either."""
    for number in range(10):
        _fail(sign_in, "nobody", Visitor(f"198.51.100.{number}"))
    with pytest.raises(TooManyAttempts):
        sign_in.with_password("nobody", "wrong", Visitor("203.0.113.9"))


def test_one_address_cannot_try_everybody(sign_in: SignIn, anna: staff.User) -> None:
    """Fifty failures from one address are enough, over however many logins."""
    for number in range(50):
        _fail(sign_in, f"person{number}")
    with pytest.raises(TooManyAttempts):
        sign_in.with_password("anna", PASSWORD, AT_HOME)


def test_confirming_renews_the_session(
    database: Database, sign_in: SignIn, clock: ManualClock, anna: staff.User
) -> None:
    """The password again gives a new cookie and a new time of confirmation; the old one is dead."""
    inside = sign_in.with_password("anna", PASSWORD, AT_HOME)
    with database.read() as tx:
        (session,) = sessions.of_user(tx, anna.id, NOON)
    clock.forward(timedelta(minutes=30))
    acting = Principal(PrincipalKind.STAFF, anna.id, session=session.id)
    with pytest.raises(WrongPassword):
        sign_in.confirm(acting, "wrong", AT_HOME)
    token = sign_in.confirm(acting, PASSWORD, AT_HOME)
    with database.read() as tx:
        live = sessions.live(tx, clock.now())
    assert sessions.fingerprint(inside.session_token) not in live
    assert live[sessions.fingerprint(token)].confirmed_at == clock.now()


def test_signing_out_ends_the_session(
    database: Database, sign_in: SignIn, anna: staff.User
) -> None:
    """The cookie is worth nothing any more, even if it was copied."""
    sign_in.with_password("anna", PASSWORD, AT_HOME)
    with database.read() as tx:
        (session,) = sessions.of_user(tx, anna.id, NOON)
    sign_in.out(Principal(PrincipalKind.STAFF, anna.id, session=session.id))
    with database.read() as tx:
        assert sessions.live(tx, NOON) == {}


def test_sessions_grow_old(database: Database, anna: staff.User) -> None:
    """Twelve hours unused or a week in all, and one must sign in again."""
    with database.write() as tx:
        sessions.start(tx, anna.id, "unused", NOON)
        used, _ = sessions.start(tx, anna.id, "b", NOON)
        later = NOON + timedelta(hours=12)
        sessions.mark_seen(tx, {used.id: later - timedelta(minutes=1)})
        assert [s.id for s in sessions.of_user(tx, anna.id, later)] == [used.id]
        week = NOON + timedelta(days=7)
        sessions.mark_seen(tx, {used.id: week})
        assert sessions.of_user(tx, anna.id, week) == []


def test_an_old_hash_is_renewed(
    database: Database, sign_in: SignIn, clock: ManualClock, anna: staff.User
) -> None:
    """After the cost was raised, the next sign-in stores a stronger hash of the same password."""
    stronger = staff.Passwords(PasswordHasher(time_cost=2, memory_cost=64, parallelism=1))
    later = SignIn(database, stronger, b"k" * 32, clock)
    later.with_password("anna", PASSWORD, AT_HOME)
    with database.read() as tx:
        stored = staff.password_hash(tx, anna)
    assert not stronger.outdated(stored)
    assert later.with_password("anna", PASSWORD, AT_HOME).user == anna


def test_a_link_lets_in_once(
    database: Database, sign_in: SignIn, clock: ManualClock, anna: staff.User
) -> None:
    """A one-time link starts one session; used, replaced or old it is worth nothing."""
    with database.write() as tx:
        replaced = setup.issue(tx, NOON, anna.id)
        token = setup.issue(tx, NOON, anna.id)
    assert sign_in.with_link(token, AT_HOME).user == anna
    with database.write() as tx:
        old = setup.issue(tx, NOON, anna.id)
    clock.forward(timedelta(hours=25))
    for worthless in (token, replaced, old, "", "x"):
        with pytest.raises(setup.LinkInvalid):
            sign_in.with_link(worthless, AT_HOME)
