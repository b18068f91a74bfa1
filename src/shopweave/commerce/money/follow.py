"""Keep the books up to what the record says: only what is new or concerned is worked out."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from shopweave.commerce import catalog, orders, sources
from shopweave.commerce.money import costs
from shopweave.commerce.money.booking import book
from shopweave.commerce.money.due import let_due
from shopweave.commerce.money.ground import ground
from shopweave.commerce.money.preferences import MoneyRules
from shopweave.commerce.money.records import profit as records
from shopweave.commerce.money.rules import changed
from shopweave.foundation import preferences
from shopweave.foundation.database import Database, Pace, Transaction

_FIRST = 20
Watch = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Kept:
    """How far the books are (the last order by batch and id), and what they were kept with."""

    mark: tuple[int, str]
    catalog_revision: int
    rules: dict[str, Any]
    currency: str
    country: str

    def values(self) -> dict[str, Any]:
        """As a row."""
        return {
            "revision": self.mark[0],
            "order_id": self.mark[1],
            "catalog_revision": self.catalog_revision,
            "rules": self.rules,
            "currency": self.currency,
            "country": self.country,
        }


def follow(
    database: Database,
    now: datetime,
    watch: Watch = lambda done, total: None,
    stopped: Callable[[], bool] = lambda: False,
) -> int:
    """Book what is new or concerned by a change; returns how many orders that was.

    May be killed at any time and called again; two at once only do the same work twice.
    """
    with database.write() as tx:
        heed(tx, now)
    with database.read() as tx:
        total = waiting(tx)
    done, pace = 0, Pace(database.dialect, _FIRST)
    while not stopped():
        booked = _next(database, pace)
        if not booked:
            break
        done += booked
        watch(done, max(total, done))
    return done


def heed(tx: Transaction, now: datetime) -> None:
    """Take in what changed beside the orders: costs of the catalogue, rules, the shop's own."""
    tx.alone("profit")
    before, home = kept(tx), sources.home(tx)
    rules = preferences.get(tx, MoneyRules)
    revision = catalog.revision(tx)
    if revision > before.catalog_revision:
        costs.follow_catalogue(tx, catalog.changed(tx, before.catalog_revision), now)
    mark = before.mark
    if (home.currency, home.country) != (before.currency, before.country):
        mark = orders.NOTHING_YET
    elif preferences.encode(rules) != before.rules:
        _concerned_by_rules(tx, preferences.decode("money", before.rules), rules)
    now_kept = Kept(mark, revision, preferences.encode(rules), home.currency, home.country)
    if now_kept != before:
        records.set_state(tx, now_kept.values())


def rebuild(tx: Transaction) -> None:
    """Let every order be booked again."""
    tx.alone("profit")
    records.set_state(tx, replace(kept(tx), mark=orders.NOTHING_YET).values())


def forget(tx: Transaction, order_ids: Sequence[str]) -> None:
    """Strike orders out that are gone."""
    if order_ids:
        records.replace(tx, order_ids, [], [])


def waiting(tx: Transaction) -> int:
    """How many orders are to be booked."""
    return orders.count_written(tx, kept(tx).mark) + records.count_due(tx)


def kept(tx: Transaction) -> Kept:
    """How far the books are."""
    row = records.state(tx)
    if row is None:
        return Kept(orders.NOTHING_YET, -1, preferences.encode(MoneyRules()), "", "")
    mark = row.revision, row.order_id
    return Kept(mark, row.catalog_revision, row.rules, row.currency, row.country)


def _next(database: Database, pace: Pace) -> int:
    """Book one batch; worked out before the write begins, so that the write is short."""
    with database.read() as tx:
        mark = kept(tx).mark
        due = records.due(tx, pace.size)
        news = [] if due else orders.written(tx, mark, pace.size)
        ids = list(dict.fromkeys([row.order_id for row in due] or [key for _, key in news]))
        accounts = orders.accounts(tx, ids)
        booked = book(ground(tx, accounts), accounts)
    if not ids:
        return 0
    begun = time.perf_counter()
    with database.write() as tx:
        tx.alone("profit")
        now = kept(tx)
        # Whoever else booked meanwhile did the same; what was said to be due since stays due.
        if now.mark == mark:
            records.replace(tx, ids, booked.lines, booked.unbooked)
            records.drop_due(tx, [row.id for row in due])
            if news:
                records.set_state(tx, replace(now, mark=news[-1]).values())
    pace.took(timedelta(seconds=time.perf_counter() - begun))
    return len(ids)


def _concerned_by_rules(tx: Transaction, before: MoneyRules, after: MoneyRules) -> None:
    names = {source.name: source.id for source in sources.every(tx)}
    for source, day in changed(before, after):
        if source and source not in names:
            continue
        since = datetime.combine(day, datetime.min.time(), UTC) if day else None
        let_due(tx, source_id=names.get(source), since=since)
