"""How large the database grows: bytes per event, decision and order, and after a year.

python -m benchmarks.year_of_growth [--visits 5000] [--sample 1500] [--database URL]

The sample shop's past is imported, then a sample of visits is told over the public API with ledger,
log and permission checks on. A year is those bytes per row times the rows of a year: rows are
appended, so size grows in proportion. Nothing is let go here, although the ledger would.
"""

import argparse
import base64
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlalchemy import func, select, table, text
from starlette.testclient import TestClient

from shopweave.app import Shopweave
from shopweave.commerce import sources
from shopweave.connectors.files import Request
from shopweave.foundation import jobs, outbox
from shopweave.recommend import train
from shopweave.settings import Settings
from shopweave.simulate import (
    History,
    World,
    batches,
    browse,
    export,
    imagine,
    payloads,
    remember,
    tell,
)
from shopweave.simulate.payloads import BROWSERS, Hint, Visitor
from shopweave.trust import keys
from shopweave.trust.permissions import SYSTEM

SOURCE = "Sample shop"
LISTS_PER_VISIT, CLICKS_PER_LIST = 2.5, 0.08
ORDERS_PER_VISIT = 0.03
SLOTS = ("home", "product", "product", "cart")
DAYS = 365
QUIET_SECONDS = 120
SIZES = {
    "sqlite": "select page_count * page_size from pragma_page_count(), pragma_page_size()",
    "postgresql": "select pg_database_size(current_database())",
}


@dataclass(slots=True)
class Growth:
    """What was written: rows and bytes by name, and seconds it took."""

    rows: dict[str, int] = field(default_factory=dict)
    bytes: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def each(self, name: str) -> float:
        """Bytes per row, with its share of indexes and side tables."""
        return self.bytes[name] / self.rows[name]


@contextmanager
def measured(shop: Shopweave, growth: Growth, name: str, rows: int = 0) -> Iterator[None]:
    """Add what the database grows by meanwhile; `rows` is set here or by the work itself."""
    before, started = size(shop), time.perf_counter()
    growth.rows[name] = rows
    yield
    growth.seconds[name] = time.perf_counter() - started
    growth.bytes[name] = size(shop) - before


def count(shop: Shopweave, name: str) -> int:
    """Rows of a table."""
    with shop.database.read() as tx:
        return int(tx.scalar(select(func.count()).select_from(table(name))))


def size(shop: Shopweave) -> int:
    """Bytes of the database with everything committed so far."""
    with shop.database.read() as tx:
        return int(tx.scalar(text(SIZES[tx.dialect])))


def bring(shop: Shopweave, world: World, past: History, folder: Path, growth: Growth) -> None:
    """Import the shop's past, and train on it."""
    merchant = world.merchant
    draft = sources.SourceDraft(SOURCE, "sample", merchant.currency, merchant.time_zone)
    with shop.database.write() as tx:
        sources.ensure(tx, draft, shop.clock.now())
    export(world, past, folder)
    for kind in ("products", "customers", "stock"):
        shop.importer.run(Request(folder / f"{kind}.csv", kind, source=SOURCE))
    with measured(shop, growth, "orders", len(past.at)):
        shop.importer.run(Request(folder / "orders.csv", "orders", source=SOURCE))
    train(shop.database, shop.artefacts, shop.clock.now(), SOURCE, lambda _note: None)


def public_key(shop: Shopweave) -> str:
    """A key of the shop front."""
    now = shop.clock.now()
    with shop.database.write() as tx:
        source = sources.by_name(tx, SOURCE)
        wanted = keys.NewKey(keys.KeyKind.PUBLIC, "front", source=source.id, per_second=100_000)
        return keys.create(tx, SYSTEM, wanted, now)[1]


def visit(
    client: TestClient, shop: Shopweave, world: World, past: History, count: int, growth: Growth
) -> list[str]:
    """Tell the steps of `count` visits, in batches. Returns the browsers of the unknown ones."""
    steps = browse(world, past, days=7, visits=count // 7 + 1)
    calls = list(tell(world, past, steps))
    with measured(shop, growth, "events", len(steps)):
        for batch in batches(calls):
            client.post("/v1/batch", json={"batch": batch}).raise_for_status()
        settle(shop)
    growth.rows["visits"] = len({step.visit for step in steps})
    return list({call["anonymousId"]: 0 for call in calls if "userId" not in call})


def look_at_lists(
    client: TestClient, shop: Shopweave, world: World, guests: list[str], growth: Growth
) -> None:
    """Ask for lists as known and unknown visitors do, and tell that they were seen and clicked."""
    told, lists = [], int(len(guests) * LISTS_PER_VISIT)
    with measured(shop, growth, "decisions", lists):
        for number in range(lists):
            visitor = somebody(world, number, guests)
            slot, product = SLOTS[number % len(SLOTS)], world.products[number % len(world.products)]
            asked = {"slot": slot, "visitor": visitor.anonymous, "product": product.code}
            answer = client.get("/v1/recommendations", params=asked)
            told += seen(world, visitor, slot, answer.json(), clicked=number % 12 == 0)
        settle(shop)
    if count(shop, "decisions") != lists:
        raise SystemExit("not every list became a row: bytes per decision would be wrong")
    with measured(shop, growth, "seen and clicked", len(told)):
        remaining = iter(told)
        while batch := list(islice(remaining, 100)):
            client.post("/v1/batch", json={"batch": batch}).raise_for_status()
        settle(shop)


def somebody(world: World, number: int, guests: list[str]) -> Visitor:
    """Every other visitor is a customer who has signed in before; the others are in the events."""
    session, agent = f"growth-{number}", BROWSERS[number % len(BROWSERS)]
    if number % 2:
        return Visitor(guests[number % len(guests)], session, "zh", agent)
    person = world.people[number % len(world.people)]
    browser = f"browser-{world.seed}-{person.number}"
    return Visitor(browser, session, person.language, agent, person)


def seen(
    world: World, visitor: Visitor, slot: str, answer: dict, *, clicked: bool
) -> Iterator[payloads.Call]:
    """What the shop front tells about a list."""
    products = [world.products[world.by_code[item["external_id"]]] for item in answer["items"]]
    at = time.time()
    yield payloads.recommended(visitor, answer["rec_id"], slot, products, at)
    if clicked:
        yield payloads.clicked(visitor, products[0], Hint(answer["rec_id"], slot, 1), at)


def settle(shop: Shopweave) -> None:
    """Wait until the writer and the news have nothing left."""
    deadline = time.monotonic() + QUIET_SECONDS
    while time.monotonic() < deadline:
        with shop.database.read() as tx:
            waiting = outbox.waiting(tx) + sum(
                number for state, number in jobs.counts(tx).items() if state != "done"
            )
        if shop.writer.waiting == 0 and waiting == 0:
            return
        time.sleep(0.2)


def run(shop: Shopweave, folder: Path, sample: int) -> Growth:
    """Everything, on one shop."""
    growth, world = Growth(), imagine()
    past = remember(world, datetime.now(UTC))
    bring(shop, world, past, folder, growth)
    basic = base64.b64encode(f"{public_key(shop)}:".encode()).decode()
    parts = [part.start() for part in shop.background()]
    with TestClient(shop.application(), headers={"Authorization": f"Basic {basic}"}) as client:
        settle(shop)
        guests = visit(client, shop, world, past, sample, growth)
        look_at_lists(client, shop, world, guests, growth)
    for part in parts:
        part.stop()
    return growth


def show(growth: Growth, visits: int, kind: str) -> None:
    """Print the table."""
    per_visit = growth.rows["events"] / growth.rows["visits"]
    per_list = growth.rows["seen and clicked"] / growth.rows["decisions"]
    a_year = {
        "events": visits * per_visit * DAYS,
        "decisions": visits * LISTS_PER_VISIT * DAYS,
        "seen and clicked": visits * LISTS_PER_VISIT * per_list * DAYS,
        "orders": visits * ORDERS_PER_VISIT * DAYS,
    }
    shown = Table(title=f"A year of {visits:,} visits a day, {kind}")
    for column in ("rows", "measured", "seconds", "bytes each", "rows in a year", "GB in a year"):
        shown.add_column(column, justify="left" if column == "rows" else "right")
    total = 0.0
    for name, rows in a_year.items():
        gigabytes = growth.each(name) * rows / 1e9
        total += gigabytes
        shown.add_row(
            name,
            f"{growth.rows[name]:,}",
            f"{growth.seconds[name]:.1f}",
            f"{growth.each(name):,.0f}",
            f"{rows:,.0f}",
            f"{gigabytes:.2f}",
        )
    shown.add_section()
    shown.add_row("all", "", "", "", "", f"{total:.2f}")
    Console().print(shown)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--visits", type=int, default=5000, help="visits a day")
    parser.add_argument("--sample", type=int, default=1500, help="visits to write")
    parser.add_argument("--database", default="", help="default: SQLite in a temporary folder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = Settings(data=folder / "data", database=options.database)
        with closing(Shopweave(settings)) as shop:
            growth = run(shop, folder / "files", options.sample)
            with shop.database.read() as tx:
                kind = tx.dialect
        show(growth, options.visits, kind)


if __name__ == "__main__":
    main()
