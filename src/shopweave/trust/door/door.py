"""The gate of the web application."""

from starlette.requests import HTTPConnection, Request

from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database
from shopweave.trust import keys, sessions, staff
from shopweave.trust.door import origin
from shopweave.trust.door.book import Book
from shopweave.trust.door.cookies import Cookies
from shopweave.trust.door.credentials import find_key
from shopweave.trust.door.origin import CheckPage
from shopweave.trust.door.pace import Pace
from shopweave.trust.permissions import (
    ANONYMOUS,
    NEEDS_CONFIRMATION,
    ConfirmationNeeded,
    NotAllowed,
    NotSignedIn,
    Permission,
    Principal,
    PrincipalKind,
    of_roles,
)


class Door:
    """Implements `permissions.Gate`; the hot path is two dictionary look-ups."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        cookies: Cookies,
        check_page: CheckPage,
        public_host: str = "",
    ) -> None:
        self._clock = clock
        self._check_page = check_page
        self._cookies = cookies
        self._public_host = public_host
        self._book = Book(database, clock)
        self._pace = Pace()

    async def admit(
        self, connection: HTTPConnection, permission: Permission | None, key: str | None = None
    ) -> Principal:
        """Return who calls.

        Raises `NotSignedIn`, `NotAllowed`, `ConfirmationNeeded`, `ForeignOrigin`,
        `OriginNotAllowed` or `TooManyRequests`.
        """
        text = find_key(connection) or key
        if text is not None:
            principal = await self._with_key(connection, text)
        else:
            principal = await self._with_cookie(connection, permission)
        if permission is None:
            return principal or ANONYMOUS
        if principal is None:
            raise NotSignedIn
        self._check(principal, permission)
        return principal

    def close(self) -> None:
        """Write down what was used last, and end the threads."""
        self._book.close()

    async def _with_key(self, connection: HTTPConnection, text: str) -> Principal | None:
        digest = keys.fingerprint(text)
        found = (await self._book.page()).keys.get(digest)
        found = found or (await self._book.newest()).keys.get(digest)
        now = self._clock.now()
        if found is None or not found.usable(now):
            return None
        address = connection.client.host if connection.client else ""
        self._pace.keep(found, address, now)
        _refuse_origin(found, connection.headers.get("origin"))
        self._book.usage.key(found.id, now)
        return _principal(found)

    async def _with_cookie(
        self, connection: HTTPConnection, permission: Permission | None
    ) -> Principal | None:
        unsafe = origin.changes_something(connection)
        if unsafe:
            origin.refuse_foreign(connection, self._public_host)
        token = connection.cookies.get(self._cookies.session)
        principal = await self._of_session(token) if token else None
        if principal and permission and unsafe:
            origin.refuse_silent(connection)
            if isinstance(connection, Request):
                await self._check_page(connection)
        return principal

    async def _of_session(self, token: str) -> Principal | None:
        digest = sessions.fingerprint(token)
        page = await self._book.page()
        if digest not in page.sessions:
            page = await self._book.newest()
        session = page.sessions.get(digest)
        user = page.users.get(session.user) if session else None
        if session is None or user is None:
            return None
        now = self._clock.now()
        if not session.alive(now, self._book.usage.session_seen(session.id)):
            return None
        self._book.usage.session(session.id, now)
        return _staff(user, session)

    def _check(self, principal: Principal, permission: Permission) -> None:
        if not principal.may(permission):
            raise NotAllowed(permission=permission.value)
        if permission in NEEDS_CONFIRMATION and principal.confirmed_at is not None:
            passed = self._clock.now() - principal.confirmed_at
            if passed > sessions.CONFIRMATION:
                minutes = int(sessions.CONFIRMATION.total_seconds() // 60)
                raise ConfirmationNeeded(minutes=minutes)


def _staff(user: staff.User, session: sessions.Session) -> Principal:
    return Principal(
        PrincipalKind.STAFF,
        user.id,
        user.name,
        of_roles(user.roles),
        user.roles,
        session=session.id,
        confirmed_at=session.confirmed_at,
    )


def _refuse_origin(key: keys.ApiKey, asked: str | None) -> None:
    if key.origins and asked is not None and asked.lower() not in key.origins:
        raise keys.OriginNotAllowed(origin=asked)


def _principal(key: keys.ApiKey) -> Principal:
    public = key.kind is keys.KeyKind.PUBLIC
    kind = PrincipalKind.KEY
    return Principal(kind, key.id, key.name, key.scopes, source=key.source, public=public)
