"""Every layout of an export file becomes exactly the drafts that a person would read in it."""

import csv
import io
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import func, select

from shopweave.commerce.catalog import Price, ProductDraft
from shopweave.commerce.customers import CustomerDraft, Directory
from shopweave.commerce.orders import OrderDraft
from shopweave.commerce.stock import MovementDraft
from shopweave.connectors.files import Importer, Plan, Request, presets, refusal
from shopweave.connectors.files.errors import OtherReport
from shopweave.connectors.files.presets import GENERIC
from shopweave.foundation.clock import ManualClock
from shopweave.foundation.database import Database, metadata
from shopweave.trust.vault import Keyring, Vault

FOLDER = Path(__file__).with_name("layouts")
FILES = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.toml")}
NOW = datetime(2026, 6, 1, tzinfo=UTC)
# Layouts of public data, tested where they are read; and those that only say what to do instead.
TABLES = ("orders", "order_lines", "products", "variants", "customers", "stock_movements")
ELSEWHERE = {GENERIC, "google-feed", "movielens", "movielens-100k", "online-retail"}


@pytest.fixture
def importer(database: Database) -> Importer:
    """An importer on an empty record."""
    clock = ManualClock(NOW)
    return Importer(database, Directory(Vault(Keyring.generate(), clock)), clock)


def written(folder: Path, name: str, entry: dict[str, Any]) -> Path:
    """The fixture as the platform would hand it out."""
    text = entry["text"].removeprefix("\n")
    if entry.get("form") != "xlsx":
        path = folder / f"{name}.csv"
        path.write_bytes(text.encode(entry["encoding"]))
        return path
    path, book = folder / f"{name}.xlsx", openpyxl.Workbook()
    for row in csv.reader(io.StringIO(text)):
        book.active.append([cell or None for cell in row])
    for cells in entry.get("merge", []):
        book.active.merge_cells(cells)
    book.save(path)
    return path


def lines(plan: Plan) -> Iterator[str]:
    """Everything that a plan would write, one line each."""
    for stage in plan.stages:
        for _, draft in stage.drafts(0):
            yield from shown(draft)


def shown(draft: object) -> Iterator[str]:
    """One draft as text."""
    match draft:
        case OrderDraft():
            yield order(draft)
            for line in draft.lines:
                product = "/".join(filter(None, (line.product, line.variant))) or "-"
                figures = f"{line.quantity:g} x {line.unit_price}"
                yield f"  {line.line} {line.kind} {product} {figures} {line.title!r}"
        case ProductDraft():
            yield product_line(draft)
            for each in draft.variants:
                parts = [each.external_id, price(each.prices), each.sku, each.gtin, each.cost]
                yield f"  variant {' '.join(str(part) for part in parts if part is not None)}"
        case MovementDraft():
            variant = f"/{draft.variant}" if draft.variant else ""
            yield f"count {draft.product}{variant} {draft.place or '-'} {draft.quantity:g}"
        case CustomerDraft():
            told = (draft.name, draft.email, draft.phone, draft.country, draft.address)
            yield f"customer {draft.external_id} {told}"


def order(draft: OrderDraft) -> str:
    """The head of an order."""
    people = [f"{mark.kind}={mark.value}" for mark in draft.customer] or ["nobody"]
    rest = [f"{key}={value}" for key, value in draft.attributes.items()]
    place = [f"at={draft.place}"] if draft.place else []
    status = f"{draft.status}[{draft.status_original or ''}]"
    at = draft.placed_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    parts = [draft.external_id, at, draft.currency, draft.channel, status, *people, *rest, *place]
    return " ".join(["order", *parts])


def product_line(draft: ProductDraft) -> str:
    """A product, without its variants."""
    parts = [repr(draft.title), price(draft.prices), draft.sku, draft.gtin, draft.cost]
    parts += [draft.brand, *draft.categories, *draft.images]
    told = " ".join(str(part) for part in parts if part not in (None, ""))
    return f"product {draft.external_id} {draft.status} {told}"


def price(prices: tuple[Price, ...]) -> str:
    """The price, and what is crossed out beside it."""
    return " ".join(
        f"{each.amount}{each.currency}" + (f"<{each.compare_at}" if each.compare_at else "")
        for each in prices
    )


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_layout_becomes_exactly_these_drafts(
    name: str, importer: Importer, tmp_path: Path
) -> None:
    """It is known without a question; each draft, refused row and fact is as written down."""
    entry = FILES[name]
    request = Request(written(tmp_path, name, entry))
    report, plan = importer.plan(request)
    assert report.preset == name
    assert "\n".join(lines(plan)) == entry["drafts"].strip("\n")
    refused = [refusal(row, "en") for row in plan.rejected]
    assert refused == entry.get("refused", [])
    keys = {note.key for note in report.notes} - {"orders", "rows", "anonymous", "fees", "returns"}
    assert keys == set(entry.get("notes", []))


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_layout_comes_in_once_and_goes_again(
    name: str, importer: Importer, database: Database, tmp_path: Path
) -> None:
    """A check writes nothing, a second import changes nothing, and undoing takes all of it back."""
    entry = FILES[name]
    request = Request(written(tmp_path, name, entry))
    if "after" in entry:  # counts need their products
        importer.run(Request(written(tmp_path, entry["after"], FILES[entry["after"]])))
    before = rows(database)
    importer.check(request)
    assert rows(database) == before
    first = importer.run(request)
    again = importer.run(request)
    assert sum(tally.created for tally in first.report.stages.values()) > 0
    assert all(tally.total == tally.same for tally in again.report.stages.values())
    importer.undo(again.import_id)
    importer.undo(first.import_id)
    assert rows(database) == before


@pytest.mark.parametrize(
    ("header", "missing", "instead"),
    [
        ("订单编号,标题,价格,购买数量,外部系统编号,商品属性,订单状态", "time", "订单创建时间"),
        ("Sale Date,Order ID,Number of Items,Order Value,Order Total", "product", "Order Items"),
    ],
)
def test_a_report_that_says_too_little_names_the_right_one(
    header: str, missing: str, instead: str, importer: Importer, tmp_path: Path
) -> None:
    """Nothing is guessed: the sentence says what is missing, and which report has it."""
    path = tmp_path / "report.csv"
    path.write_text(header + "\n" + ",".join("1" for _ in header.split(",")) + "\n")
    with pytest.raises(OtherReport, match=f"without {missing}.*{instead}"):
        importer.check(Request(path))


def rows(database: Database) -> dict[str, int]:
    """How many rows of business there are."""
    with database.read() as tx:
        return {
            name: tx.scalar(select(func.count()).select_from(metadata.tables[name]))
            for name in (
                "orders",
                "order_lines",
                "products",
                "variants",
                "customers",
                "stock_movements",
            )
        }


def test_every_layout_has_its_file() -> None:
    """No layout is claimed that no file shows."""
    told = {name for name, preset in presets().items() if not preset.instead}
    assert told - ELSEWHERE == set(FILES)
