"""Whose events these are: the key that a request carries, and the source that the key feeds."""

import asyncio
from datetime import datetime, timedelta

from starlette.requests import Request

from shopweave.commerce import sources
from shopweave.commerce.events.arrival import Sending
from shopweave.commerce.events.errors import KeyMissing, KeyWithoutSource
from shopweave.commerce.events.signals import opted_out
from shopweave.commerce.sources import LegalBasis, Source
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, micros
from shopweave.trust.permissions import Principal

_FRESH = timedelta(seconds=5)
_IN_QUERY = ("writeKey", "write_key", "api_secret")


class Door:
    """Tells which source a caller feeds; looks a source up again every few seconds."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._known: dict[str, tuple[datetime, Source]] = {}

    async def sending(self, request: Request, caller: Principal) -> Sending:
        """What holds for all events of the request; raises `KeyWithoutSource`."""
        if caller.source is None:
            raise KeyWithoutSource(name=caller.name or caller.id)
        now = self._clock.now()
        source = await self._source(caller.source, now)
        headers = request.headers
        # A shop's own server speaks for its visitors: its headers say nothing about them.
        browser = caller.public
        return Sending(
            source.id,
            source.currency,
            source.legal_basis is LegalBasis.CONSENT,
            not browser,
            micros(now),
            agent=headers.get("user-agent", "") if browser else "",
            opted_out=browser and opted_out(headers.get("sec-gpc"), headers.get("dnt")),
        )

    async def _source(self, source_id: str, now: datetime) -> Source:
        known = self._known.get(source_id)
        if known is None or now - known[0] > _FRESH:
            known = (now, await asyncio.to_thread(self._look_up, source_id))
            self._known[source_id] = known
        return known[1]

    def _look_up(self, source_id: str) -> Source:
        with self._database.read() as tx:
            return sources.get(tx, source_id)


def key_of(request: Request, in_body: object) -> str | None:
    """Return the write key where the header has none: in the query or the body.

    Raises `KeyMissing` when there is none anywhere.
    """
    if "authorization" in request.headers or "x-api-key" in request.headers:
        return None
    for name in _IN_QUERY:
        if found := request.query_params.get(name):
            return found
    if isinstance(in_body, str) and in_body:
        return in_body
    if "key" in request.query_params:
        return None
    raise KeyMissing
