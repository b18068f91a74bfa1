"""Whose events these are: the key that a request carries, and the source that the key feeds."""

import asyncio
import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.requests import Request

from shopweave.commerce.events.arrival import Sending
from shopweave.commerce.events.errors import KeyWithoutSource
from shopweave.commerce.events.signals import opted_out
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import micros
from shopweave.trust.permissions import PUBLIC_SCOPES, Principal

_FRESH = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Origin:
    """What the intake must know of a source."""

    source_id: str
    currency: str
    asks_consent: bool


FindOrigin = Callable[[str], Origin]


class Door:
    """Tells which source a caller feeds; looks a source up again every few seconds."""

    def __init__(self, find: FindOrigin, clock: Clock) -> None:
        self._find = find
        self._clock = clock
        self._known: dict[str, tuple[datetime, Origin]] = {}

    async def sending(self, request: Request, caller: Principal) -> Sending:
        """What holds for all events of the request; raises `KeyWithoutSource`."""
        if caller.source is None:
            raise KeyWithoutSource(name=caller.name or caller.id)
        now = self._clock.now()
        origin = await self._origin(caller.source, now)
        headers = request.headers
        # A shop's own server speaks for its visitors: its headers say nothing about them.
        browser = caller.permissions <= PUBLIC_SCOPES
        return Sending(
            origin.source_id,
            origin.currency,
            origin.asks_consent,
            not browser,
            micros(now),
            agent=headers.get("user-agent", "") if browser else "",
            opted_out=browser and opted_out(headers.get("sec-gpc"), headers.get("dnt")),
        )

    async def _origin(self, source: str, now: datetime) -> Origin:
        known = self._known.get(source)
        if known is None or now - known[0] > _FRESH:
            known = (now, await asyncio.to_thread(self._find, source))
            self._known[source] = known
        return known[1]


def key_of(request: Request) -> str | None:
    """The write key in the Basic user name or the query, where Segment and Google put it."""
    header = request.headers.get("authorization", "")
    if header[:6].lower() == "basic ":
        return _basic(header[6:])
    for name in ("writeKey", "write_key", "api_secret"):
        if found := request.query_params.get(name):
            return found
    return None


def _basic(encoded: str) -> str | None:
    try:
        user, _, _ = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return user or None
