"""Feeds with their addresses: made, signed, found again, withdrawn."""

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shopweave.commerce import catalog, sources
from shopweave.connectors.feeds import records
from shopweave.connectors.feeds.errors import NoSuchFeed
from shopweave.connectors.feeds.items import Item, items_of
from shopweave.foundation import ids
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, Transaction
from shopweave.trust import audit
from shopweave.trust.permissions import Principal
from shopweave.trust.vault import Vault

_PURPOSE, _AT_ONCE = "product feed", 500
_SIGNED = 32


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of one source's products, in one language; `sign` makes its address."""

    id: str
    source_id: str
    language: str
    created_at: datetime
    sign: str

    def address(self, form: str) -> str:
        """Where it is read, below the server's own address; form: xml or tsv."""
        return f"/feeds/google.{form}?feed={self.id}&sign={self.sign}"


class Feeds:
    """All feeds that go out; safe to share between threads."""

    def __init__(self, database: Database, vault: Vault, clock: Clock) -> None:
        self._database, self._vault, self._clock = database, vault, clock

    def make(self, source_id: str, language: str, by: Principal) -> Feed:
        """Give a source's products an address. Raises `UnknownSource`."""
        now, feed_id = self._clock.now(), ids.new()
        values = {"id": feed_id, "source_id": source_id, "language": language}
        with self._database.write() as tx:
            sources.get(tx, source_id)
            records.add(tx, {**values, "by": by.id, "created_at": now})
            audit.record(tx, by, "feed.made", f"feed:{feed_id}", {"language": language}, at=now)
        return Feed(feed_id, source_id, language, now, self._sign(feed_id))

    def withdraw(self, feed_id: str, by: Principal) -> None:
        """Let an address hold no longer. Raises `NoSuchFeed`."""
        with self._database.write() as tx:
            if not records.remove(tx, feed_id):
                raise NoSuchFeed
            audit.record(tx, by, "feed.withdrawn", f"feed:{feed_id}", at=self._clock.now())

    def every(self) -> list[Feed]:
        """All feeds, oldest first."""
        with self._database.read() as tx:
            return [self._feed(row) for row in records.every(tx)]

    def open(self, feed_id: str, sign: str) -> Feed:
        """The feed of that address. Raises `NoSuchFeed`."""
        with self._database.read() as tx:
            row = records.find(tx, feed_id)
        if row is None or not hmac.compare_digest(self._sign(feed_id), sign):
            raise NoSuchFeed
        return self._feed(row)

    def version(self, feed: Feed) -> str:
        """The same as long as the feed says the same; reservations are followed by the hour."""
        with self._database.read() as tx:
            revision, home = catalog.revision(tx), sources.home(tx)
        hour = self._clock.now().strftime("%Y%m%d%H")
        said = f"{feed.id} {feed.language} {revision} {home} {hour}"
        return hashlib.sha256(said.encode()).hexdigest()[:32]

    def items(self, feed: Feed) -> Iterator[Item]:
        """Every offer, a page of products at a time, so that ten thousand fill no memory."""
        after: str | None = ""
        while after is not None:
            with self._database.read() as tx:
                found = catalog.offered_by(tx, feed.source_id, after, _AT_ONCE)
                page = items_of(tx, found, feed.source_id, feed.language, self._clock.now())
            yield from page
            after = found[-1] if len(found) == _AT_ONCE else None

    def counts(self, tx: Transaction, feed: Feed) -> tuple[int, int]:
        """How many products have an address and may be in it, of how many that are offered."""
        return catalog.count_offered_by(tx, feed.source_id)

    def _feed(self, row: Any) -> Feed:
        return Feed(row.id, row.source_id, row.language, row.created_at, self._sign(row.id))

    def _sign(self, feed_id: str) -> str:
        return self._vault.index(_PURPOSE, feed_id).hex()[:_SIGNED]
