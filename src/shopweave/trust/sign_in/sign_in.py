"""Compare, count, and start a session. Blocking: call it in a thread."""

from dataclasses import dataclass
from typing import NoReturn

from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, Transaction
from shopweave.trust import audit, sessions, setup, staff
from shopweave.trust.permissions import ANONYMOUS, Principal, PrincipalKind
from shopweave.trust.sign_in import device
from shopweave.trust.sign_in.errors import SignInFailed, WrongPassword
from shopweave.trust.sign_in.throttle import Throttle

_PER_ACCOUNT = 10
_PER_ADDRESS = 50


@dataclass(frozen=True, slots=True)
class Visitor:
    """From where somebody tries: network address, browser, and the cookie of a known device."""

    address: str
    browser: str = ""
    device_cookie: str | None = None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is in, and the two cookies to set."""

    user: staff.User
    session_token: str
    device_cookie: str


class SignIn:
    """The way in for staff."""

    def __init__(
        self, database: Database, passwords: staff.Passwords, device_key: bytes, clock: Clock
    ) -> None:
        self._database = database
        self._passwords = passwords
        self._device_key = device_key
        self._clock = clock
        self._throttle = Throttle()

    def with_password(self, login: str, password: str, visitor: Visitor) -> SignedIn:
        """Start a session. Raises `SignInFailed`, `TooManyAttempts` or `Busy`, equally for all."""
        user = self._prove(staff.normal_login(login), password, visitor)
        with self._database.write() as tx:
            return self._start(tx, user, visitor, "staff.signed_in")

    def with_link(self, token: str, visitor: Visitor) -> SignedIn:
        """Start a session with a one-time link. Raises `LinkInvalid`."""
        with self._database.write() as tx:
            user = setup.enter(tx, token, self._clock.now())
            return self._start(tx, user, visitor, "staff.signed_in_by_link")

    def first_owner(self, token: str, owner: staff.NewUser, visitor: Visitor) -> SignedIn:
        """Make the first owner and start a session. Raises what `setup.finish` raises."""
        with self._database.write() as tx:
            user = setup.finish(tx, token, owner, self._clock.now())
            return self._start(tx, user, visitor, "staff.signed_in_by_link")

    def confirm(self, principal: Principal, password: str, visitor: Visitor) -> str:
        """Prove again who acts; returns the session's new cookie.

        Raises `WrongPassword`, and else as `with_password`.
        """
        with self._database.read() as tx:
            login = staff.find(tx, principal.id).login
        try:
            user = self._prove(login, password, visitor)
        except SignInFailed:
            raise WrongPassword from None
        with self._database.write() as tx:
            now = self._clock.now()
            token = sessions.rotate(tx, principal.session or "", now)
            audit.record(tx, principal, "staff.confirmed", f"staff:{user.id}", at=now)
            return token

    def out(self, principal: Principal) -> None:
        """End the session that acts."""
        if principal.session is None:
            return
        with self._database.write() as tx:
            now = self._clock.now()
            sessions.end(tx, principal.session, now)
            audit.record(tx, principal, "staff.signed_out", f"staff:{principal.id}", at=now)

    def _prove(self, login: str, password: str, visitor: Visitor) -> staff.User:
        limits = self._limits(login, visitor)
        self._throttle.check(limits, self._clock.now())
        user, stored = self._look_up(login)
        if not self._passwords.match(stored, password) or user is None or stored is None:
            self._refuse(limits, user)
        self._throttle.succeeded(next(iter(limits)))
        if self._passwords.outdated(stored):
            self._renew(user, password)
        return user

    def _limits(self, login: str, visitor: Visitor) -> dict[str, int]:
        """What this attempt counts for, and how many wrong ones are borne."""
        known = device.recognise(self._device_key, login, visitor.device_cookie)
        if known:
            return {f"device {known}": _PER_ACCOUNT}
        return {f"account {login}": _PER_ACCOUNT, f"address {visitor.address}": _PER_ADDRESS}

    def _look_up(self, login: str) -> tuple[staff.User | None, staff.PasswordHash | None]:
        with self._database.read() as tx:
            user = staff.with_login(tx, login)
            if user is None or not user.active:
                return None, None
            return user, staff.password_hash(tx, user)

    def _refuse(self, limits: dict[str, int], user: staff.User | None) -> NoReturn:
        now = self._clock.now()
        self._throttle.failed(limits, now)
        # An unknown login is logged too: both kinds of failure must take the same time.
        subject = f"staff:{user.id}" if user else "staff:unknown"
        with self._database.write() as tx:
            audit.record(tx, ANONYMOUS, "staff.sign_in_failed", subject, at=now)
        raise SignInFailed

    def _renew(self, user: staff.User, password: str) -> None:
        renewed = self._passwords.renew(password)
        with self._database.write() as tx:
            staff.renew_hash(tx, user, renewed)

    def _start(self, tx: Transaction, user: staff.User, visitor: Visitor, how: str) -> SignedIn:
        now = self._clock.now()
        _, token = sessions.start(tx, user.id, visitor.browser, now)
        principal = Principal(PrincipalKind.STAFF, user.id, user.name)
        audit.record(tx, principal, how, f"staff:{user.id}", at=now)
        return SignedIn(user, token, device.remember(self._device_key, user.login))
