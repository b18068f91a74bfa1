"""Webhooks: verified on raw bytes, stored before the answer, each once; then a job."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2b

from shopweave.connectors.contract import (
    Can,
    Entity,
    Forged,
    Hook,
    News,
    NotUnderstood,
    Page,
    Refused,
    TooLate,
    Trouble,
)
from shopweave.connectors.sync import health, keep, read
from shopweave.connectors.sync.errors import NoSuchDelivery, NoSuchHook, NotConnected
from shopweave.connectors.sync.keep import Keeper
from shopweave.connectors.sync.records import connected, sent
from shopweave.connectors.sync.round import Rounds, ask
from shopweave.connectors.sync.types import Connection, Progress, Stored
from shopweave.foundation import ids, jobs
from shopweave.foundation.clock import ManualClock
from shopweave.foundation.database import Transaction
from shopweave.foundation.jobs import JobContext
from shopweave.foundation.problems import Problem
from shopweave.trust import audit
from shopweave.trust.permissions import Principal

HOOK = "connectors.hook"
OLDEST = timedelta(hours=24)
_CLOCKS_DIFFER_BY = timedelta(minutes=5)
_PLACE = "connection_hooks.body"


@dataclass(frozen=True, slots=True)
class Hooks:
    """Takes webhooks in and works them off."""

    rounds: Rounds

    def take(self, source_id: str, headers: Mapping[str, str], raw: bytes) -> bool:
        """Store a genuine webhook; False for one that came before, and for a trial.

        Raises `NoSuchHook`, `Forged` and `TooLate`. When it returns, the webhook is on disk.
        """
        connection = self._find(source_id)
        with self.rounds.shops.open(connection) as shop:
            hook = shop.verify(headers, raw)
        now = self.rounds.shops.clock.now()
        _refuse_old(hook, now)
        if hook.ping:
            return False
        with self.rounds.shops.database.write() as tx:
            return self._store(tx, connection, hook, raw, now)

    def work_off(self, job: JobContext) -> None:
        """Do what a stored webhook asks for: look at the shop, or take its rows."""
        with self.rounds.shops.database.read() as tx:
            stored = sent.hook(tx, job.payload["hook"])
        if stored is None:
            return
        try:
            connection = self._find(stored.source_id)
        except NoSuchHook:
            return
        self._apply(job, connection, stored.id, self._news(connection, stored))

    def body(self, source_id: str, hook_id: str) -> bytes:
        """A delivery that could not be read, as it came; raises `NoSuchDelivery`."""
        with self.rounds.shops.database.read() as tx:
            stored = sent.hook(tx, hook_id)
        if stored is None or stored.source_id != source_id:
            raise NoSuchDelivery(delivery=hook_id)
        return self._open(stored)

    def try_again(self, source_id: str, hook_id: str, by: Principal) -> None:
        """Let such a delivery be read once more; raises `NoSuchDelivery`."""
        self.body(source_id, hook_id)
        now = self.rounds.shops.clock.now()
        with self.rounds.shops.database.write() as tx:
            jobs.enqueue(tx, HOOK, {"hook": hook_id}, unique_key=f"{HOOK}:{hook_id}")
            audit.record(tx, by, "source.delivery_tried", f"source:{source_id}", at=now)

    def tidy(self, job: JobContext) -> None:
        """Forget deliveries after a week, refusals and what could not be read after 30 days."""
        now = self.rounds.shops.clock.now()
        month = now - timedelta(days=30)
        with self.rounds.shops.database.write() as tx:
            sent.drop_hooks(tx, now - timedelta(days=7), month)
            sent.drop_refusals(tx, month)
            job.finish(tx)

    def _open(self, stored: Stored) -> bytes:
        return self.rounds.shops.safe.open(_PLACE, stored.id, stored.body)

    def _news(self, connection: Connection, stored: Stored) -> News:
        """What a delivery brings. Nobody can be asked again for what was pushed and not read."""
        # What it leaves undated is as of when it came, however late it is read.
        shops = replace(self.rounds.shops, clock=ManualClock(stored.received_at))
        try:
            with shops.open(connection) as shop:
                return shop.read(stored.topic, self._open(stored))
        except Problem as problem:
            if isinstance(problem, Trouble) and shops.kind(connection.kind).reached:
                self._ill(connection, problem)
                return News()
            unread = NotUnderstood(detail=problem.sentence())
            return News(page=Page({}, last=True, refused=(Refused("", "body", unread),)))

    def _find(self, source_id: str) -> Connection:
        try:
            with self.rounds.shops.database.read() as tx:
                found = read.one(tx, source_id)
        except NotConnected as unknown:
            raise NoSuchHook from unknown
        if Can.WEBHOOK not in self.rounds.shops.kind(found.kind).can:
            raise NoSuchHook
        return found

    def _store(
        self, tx: Transaction, connection: Connection, hook: Hook, raw: bytes, now: datetime
    ) -> bool:
        hook_id, source = ids.new(now), connection.source_id
        key = hook.signed or hook.delivery or blake2b(raw, digest_size=16).hexdigest()
        row = {
            "id": hook_id,
            "source_id": source,
            "delivery": key[:200],
            "topic": hook.topic[:120],
            "body": self.rounds.shops.safe.seal(_PLACE, hook_id, raw),
            "received_at": now,
        }
        if not sent.add_hook(tx, row):
            return False
        if hook.signed and hook.delivery and not sent.number(tx, source, hook.delivery, now):
            # Sent once more by whoever knows the secret, signed anew.
            sent.hook_done(tx, hook_id, now)
            return False
        jobs.enqueue(tx, HOOK, {"hook": hook_id}, priority=-1)
        return True

    def _apply(self, job: JobContext, connection: Connection, hook_id: str, news: News) -> None:
        now = self.rounds.shops.clock.now()
        with self.rounds.shops.database.write() as tx:
            page = _named(news.page, hook_id) if news.page else None
            if page is not None:
                sent.clear_refusals(tx, connection.source_id, Entity.PRODUCTS, [hook_id])
                self._keep(tx, connection, page, now)
            if news.pull and not connection.paused:
                ask(tx, connection.source_id)
            unread = page is not None and any(one.external_id == hook_id for one in page.refused)
            sent.hook_done(tx, hook_id, now, keep=unread)
            job.finish(tx)

    def _keep(self, tx: Transaction, connection: Connection, page: Page, now: datetime) -> None:
        keeper: Keeper = self.rounds.keeper(connection)
        marks = {one.entity: one for one in connection.progress}
        for entity, part in keep.by_entity(page):
            kept = keeper.keep(tx, entity, part)
            before = marks.get(entity) or Progress(entity, None, 0, 0, 0, None, now, None, now)
            mark = keep.advanced(before, part, kept, before.cursor, now)
            connected.keep_progress(tx, connection.source_id, mark)
        health.well(tx, connection, now, complete=True)

    def _ill(self, connection: Connection, trouble: Trouble) -> None:
        with self.rounds.shops.database.write() as tx:
            health.ill(tx, connection, trouble, self.rounds.shops.clock.now())


def _named(page: Page, hook_id: str) -> Page:
    """A page whose refusal of the whole delivery carries the name of that."""
    named = (replace(one, external_id=one.external_id or hook_id) for one in page.refused)
    return replace(page, refused=tuple(named))


def _refuse_old(hook: Hook, now: datetime) -> None:
    """A webhook that says when it was sent is taken for a day, and not from the future."""
    if hook.sent_at is None:
        return
    age = now - hook.sent_at
    if age > OLDEST:
        hours = timedelta(hours=1)
        raise TooLate(age=age // hours, limit=OLDEST // hours)
    if age < -_CLOCKS_DIFFER_BY:
        raise Forged
