"""One round of a source: page after page into the record, each with the mark of how far it is."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from shopweave.commerce import catalog
from shopweave.commerce.customers import Directory
from shopweave.connectors.contract import Connector, Cursor, Entity, Page, Trouble
from shopweave.connectors.sync import health, keep, read
from shopweave.connectors.sync.errors import NotConnected, Stumbled, TooManyGone
from shopweave.connectors.sync.keep import Keeper
from shopweave.connectors.sync.records import connected
from shopweave.connectors.sync.shops import Shops
from shopweave.connectors.sync.types import Connection, Progress, Values
from shopweave.foundation import jobs
from shopweave.foundation.database import Transaction
from shopweave.foundation.jobs import JobContext
from shopweave.foundation.problems import Problem

SYNC = "connectors.sync"
RECONCILE = "connectors.reconcile"
# After so long others have their turn; the rest of a first reading goes on right after them.
TURN = timedelta(seconds=20)
# Between two tries of a comparison that failed, doubled each time.
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(minutes=5), timedelta(hours=6)
_MOST_GONE = 0.5
_FEW = 20
log = structlog.get_logger(__name__)


def ask(tx: Transaction, source_id: str) -> str:
    """Let a round of a source be done soon; returns the job."""
    return jobs.enqueue(tx, SYNC, {"source": source_id}, unique_key=f"{SYNC}:{source_id}")


@dataclass(frozen=True, slots=True)
class Rounds:
    """Does rounds as jobs."""

    shops: Shops
    directory: Directory

    def sync(self, job: JobContext) -> None:
        """Read what is new at a source; a trouble is noted there and fails no job."""
        connection = self._find(job)
        if connection is None or connection.paused:
            return
        try:
            with self.shops.open(connection) as shop:
                complete = _Round(self, connection, shop, job).go()
        except Trouble as trouble:
            self._ill(connection, trouble)
            return
        except Problem as problem:
            self._ill(connection, _stumbled(connection, problem))
            return
        except Exception as error:
            log.exception("source could not be read", source=connection.name)
            self._ill(connection, _stumbled(connection, error))
            return
        if job.cancelled:
            return
        with self.shops.database.write() as tx:
            health.well(tx, connection, self.shops.clock.now(), complete=complete)
            if not complete:
                ask(tx, connection.source_id)

    def reconcile(self, job: JobContext) -> None:
        """Read a source from the beginning, and remove products that are not there any more.

        What fails is tried again, ever more seldom.
        """
        connection = self._find(job)
        if connection is None or connection.paused:
            return
        began = self.shops.clock.now()
        try:
            with self.shops.open(connection) as shop:
                here = _Round(self, connection, shop, job).everything()
            if not job.cancelled:
                self._sweep(connection, here, began)
        except Trouble as trouble:
            self._ill(connection, trouble)
            self._try_later(connection, trouble, job.payload.get("failed", 0))

    def keeper(self, connection: Connection) -> Keeper:
        """What writes pages of a source."""
        now = self.shops.clock.now()
        again = self.shops.kind(connection.kind).reached
        return Keeper(self.directory, connection.source_id, connection.created_at, now, again)

    def _sweep(self, connection: Connection, here: set[str], began: datetime) -> None:
        source, now = connection.source_id, self.shops.clock.now()
        with self.shops.database.write() as tx:
            known = catalog.external_ids(tx, source)
            gone = [key for key in known if key not in here]
            if len(gone) > max(_FEW, len(known) * _MOST_GONE):
                raise TooManyGone(gone=len(gone), all=len(known))
            keep.remove(tx, source, gone, now)
            connected.change(tx, source, {"reconciled_at": began, **_ended(connection)})

    def _try_later(self, connection: Connection, trouble: Trouble, failed: int) -> None:
        wait = min(_FIRST_PAUSE * (1 << min(failed, 20)), _LONGEST_PAUSE)
        later = self.shops.clock.now() + max(wait, health.pause(connection, trouble))
        source = connection.source_id
        with self.shops.database.write() as tx:
            payload = {"source": source, "failed": failed + 1}
            jobs.enqueue(tx, RECONCILE, payload, run_at=later, unique_key=f"{RECONCILE}:{source}")

    def _find(self, job: JobContext) -> Connection | None:
        try:
            with self.shops.database.read() as tx:
                return read.one(tx, job.payload["source"])
        except NotConnected:
            return None

    def _ill(self, connection: Connection, trouble: Trouble) -> None:
        with self.shops.database.write() as tx:
            health.ill(tx, connection, trouble, self.shops.clock.now())


@dataclass(frozen=True, slots=True)
class _Round:
    """One source in hand."""

    rounds: Rounds
    connection: Connection
    shop: Connector
    job: JobContext

    def go(self) -> bool:
        """Read all entities; False when the turn ended before everything was read.

        The first time one after the other, each once though it takes many turns; later a long
        list lets the others have a page too.
        """
        until = self._now() + TURN
        marks = {one.entity: one for one in self.connection.progress}
        complete = True
        for entity in self.rounds.shops.kind(self.connection.kind).entities:
            mark = marks.get(entity) or _fresh(entity, self._now())
            is_read = self.connection.synced_at is None and mark.complete_at is not None
            if is_read or self._read(entity, mark, until):
                continue
            complete = False
            if mark.complete_at is None or self.job.cancelled:
                break
        return complete

    def everything(self) -> set[str]:
        """Read all but the customers again; returns the external ids of products that are there."""
        here: set[str] = set()
        for entity in self.rounds.shops.kind(self.connection.kind).entities:
            # Nobody who was erased here comes back because his account still stands in the shop.
            if entity is not Entity.CUSTOMERS:
                here |= self._all(entity)
            if self.job.cancelled:
                break
        return here

    def _all(self, entity: Entity) -> set[str]:
        """Read an entity from the beginning; returns the external ids of its products."""
        here: set[str] = set()
        for page in self.shop.pull(entity, None):
            for piece in keep.pieces(page):
                with self.rounds.shops.database.write(durable=False) as tx:
                    self.rounds.keeper(self.connection).keep(tx, entity, piece)
            if entity is Entity.PRODUCTS:
                here |= {draft.external_id for draft in page.products}
                here |= {one.external_id for one in page.refused}
            if self.job.cancelled:
                break
        return here

    def _read(self, entity: Entity, mark: Progress, until: datetime) -> bool:
        pages = self.shop.pull(entity, mark.cursor)
        with closing(pages):  # type: ignore[type-var]
            return self._pages(entity, mark, pages, until)

    def _pages(
        self, entity: Entity, mark: Progress, pages: Iterable[Page], until: datetime
    ) -> bool:
        for page in pages:
            parts = keep.pieces(page)
            for part in parts:
                cursor = page.cursor if part is parts[-1] else mark.cursor
                mark = self._write(entity, mark, part, cursor)
            if page.last:
                return True
            if self.job.cancelled or self._now() >= until:
                return False
        return True

    def _write(self, entity: Entity, mark: Progress, page: Page, cursor: Cursor | None) -> Progress:
        """Write a page, or a part of a large one, and where to go on after it."""
        now = self._now()
        with self.rounds.shops.database.write(durable=page.last) as tx:
            kept = self.rounds.keeper(self.connection).keep(tx, entity, page)
            mark = keep.advanced(mark, page, kept, cursor, now)
            connected.keep_progress(tx, self.connection.source_id, mark)
        return mark

    def _now(self) -> datetime:
        return self.rounds.shops.clock.now()


def _fresh(entity: Entity, now: datetime) -> Progress:
    return Progress(entity, None, 0, 0, 0, None, now, None, None)


def _ended(connection: Connection) -> Values:
    """A whole comparison ends the trouble of products that seemed to be gone."""
    gone = connection.trouble is not None and connection.trouble.code == TooManyGone.code()
    return {"trouble": None, "trouble_since": None} if gone else {}


def _stumbled(connection: Connection, error: Exception) -> Stumbled:
    text = " ".join(str(error).split())[:120]
    return Stumbled(name=connection.name, detail=f"{type(error).__name__}: {text}")
