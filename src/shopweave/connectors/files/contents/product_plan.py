"""The plan for a file of products or a product feed; rows of one group are one product."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from shopweave.commerce import catalog
from shopweave.commerce.catalog import Price, ProductDraft, Status, Text, VariantDraft
from shopweave.commerce.customers import Directory
from shopweave.commerce.inbound import Delivery, Upserted
from shopweave.connectors.files.contents.plan import Item, Note, Plan, Stage
from shopweave.connectors.files.contents.rows import Record, RowReader, ignore
from shopweave.connectors.files.contents.weighing import Weighing
from shopweave.connectors.files.options import Reading
from shopweave.connectors.files.reading import Table
from shopweave.connectors.files.recognise import Mapping
from shopweave.connectors.files.types import Reason, Reject, Rejection
from shopweave.foundation.database import Transaction

_OPTIONS = ("color", "size")
LANGUAGES = ("en", "zh")


def plan(table: Table, mapping: Mapping, reading: Reading, directory: Directory) -> Plan:
    """Read the file once to check it and to find the last row of each product."""
    weighing = Weighing(mapping.fields.get("weight", ""))
    products = Products(RowReader(table, mapping, reading, ("product", "title")), weighing)
    rejected: list[Rejection] = []
    rows = products.survey(rejected.append)
    notes = [Note("rows", {"count": rows})]
    if rows > products.count:
        notes.append(Note("variants", {"rows": rows, "products": products.count}))
    if assumed := products.weighing.assumed:
        notes.append(Note("weights", {"unit": assumed}))
    stage = Stage("products", products.count, products.drafts, write)
    return Plan((stage,), rows + len(rejected), rejected, notes)


def write(tx: Transaction, delivery: Delivery, drafts: list[ProductDraft]) -> Upserted:
    """Bring products in."""
    return catalog.upsert(tx, delivery, drafts)


@dataclass(slots=True)
class Products:
    """Products out of rows. `_rows`: how many rows each product has."""

    reader: RowReader
    weighing: Weighing
    _rows: Counter[str] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        """How many products there are."""
        return len(self._rows)

    def survey(self, reject: Reject) -> int:
        """Check every row; returns how many are usable."""
        self._rows.clear()
        for _, record in self._usable(reject):
            self._rows[_key(record)] += 1
        return sum(self._rows.values())

    def drafts(self, start: int) -> Iterator[Item]:
        """Yield each product when its last row was read; rows of a group need not be together."""
        waiting: dict[str, list[tuple[int, Record]]] = {}
        done = 0
        for line, record in self._usable(ignore):
            key = _key(record)
            rows = waiting.setdefault(key, [])
            rows.append((line, record))
            if len(rows) < self._rows[key]:
                continue
            del waiting[key]
            done += 1
            if done > start:
                yield rows[0][0], self._draft(key, [row for _, row in rows])

    def _usable(self, reject: Reject) -> Iterator[tuple[int, Record]]:
        """Rows with prices above zero; a code that comes twice counts once."""
        seen: set[str] = set()
        for line, record in self.reader.records(reject):
            code = _own_code(record)
            wrong = next((name for name in ("price", "sale_price") if _below(record, name)), None)
            if wrong is not None:
                value, reason = record[wrong], Reason.NEGATIVE_PRICE
                reject(self.reader.rejection(line, wrong, value, reason))
            elif not self.weighing.look_at(record):
                value, reason = record["weight"], Reason.NOT_A_WEIGHT
                reject(self.reader.rejection(line, "weight", value, reason))
            elif code in seen:
                reject(self.reader.rejection(line, "product", code, Reason.DUPLICATE))
            else:
                seen.add(code)
                yield line, record

    def _draft(self, key: str, rows: list[Record]) -> ProductDraft:
        first = rows[0]
        single = len(rows) == 1 and _own_code(first) == key and first.get("variant") is None
        return ProductDraft(
            key,
            first["title"],
            texts=_texts(first),
            categories=_categories(first.get("category")),
            brand=first.get("brand"),
            attributes={name: first[name] for name in _OPTIONS if single and first.get(name)},
            images=_images(first),
            variants=() if single else tuple(self._variant(row) for row in rows),
            prices=self._prices(first) if single else (),
            cost=self.reader.minor(first.get("cost")) if single else None,
            weight=self.weighing.grams(first) if single else None,
            sku=first.get("sku") if single else None,
            gtin=first.get("gtin") if single else None,
            status=_status(rows),
            url=first.get("link"),
        )

    def _variant(self, row: Record) -> VariantDraft:
        return VariantDraft(
            _own_code(row),
            row.get("sku"),
            row.get("gtin"),
            {name: row[name] for name in _OPTIONS if row.get(name)},
            self._prices(row),
            self.reader.minor(row.get("cost")),
            self.weighing.grams(row),
        )

    def _prices(self, row: Record) -> tuple[Price, ...]:
        """The price to pay; a sale price crosses the usual one out."""
        usual, sale = (self.reader.minor(row.get(name)) for name in ("price", "sale_price"))
        crossed_out = self.reader.minor(row.get("compare_at"))
        if sale is not None and usual is not None and sale < usual:
            usual, crossed_out = sale, usual
        amount = usual if usual is not None else sale
        if amount is None:
            return ()
        currency = (row.get("currency") or self.reader.reading.currency).upper()
        return (Price(amount, currency, crossed_out),)


def _key(record: Record) -> str:
    """What names the product: its group, else its own code."""
    return str(record.get("group") or record["product"])


def _own_code(record: Record) -> str:
    return str(record.get("variant") or record["product"])


def _below(record: Record, name: str) -> bool:
    value = record.get(name)
    return value is not None and value < 0


def _categories(text: str | None) -> tuple[str, ...]:
    """Paths like "Tea > Green"; genres like "Action|Comedy" are several."""
    return tuple(part.strip() for part in (text or "").split("|") if part.strip())


def _texts(row: Record) -> dict[str, Text]:
    """Words by language: of the plain columns, and of columns that name their language."""
    texts = {language_of(row["title"]): Text(row["title"], row.get("description") or "")}
    for language in LANGUAGES:
        if title := row.get(f"title_{language}"):
            texts[language] = Text(title, row.get(f"description_{language}") or "")
    return texts


def _images(row: Record) -> tuple[str, ...]:
    found = [row.get("image") or "", *(row.get("more_images") or "").split(",")]
    return tuple(dict.fromkeys(image.strip() for image in found if image.strip()))


def _status(rows: list[Record]) -> Status:
    """Hidden when each row says so or is sold out: a feed tells no counts, and tells it again."""
    words = ({_word(row, "status"), _word(row, "availability")} for row in rows)
    return Status.HIDDEN if all(_not_offered() & said for said in words) else Status.ACTIVE


def _word(row: Record, field: str) -> str:
    return str(row.get(field) or "").casefold()


def language_of(text: str) -> str:
    """Chinese when a Chinese character is in it, else English."""
    return "zh" if any("\u4e00" <= char <= "\u9fff" for char in text) else "en"


@cache
def _not_offered() -> frozenset[str]:
    text = resources.files(__package__).joinpath("offered.toml").read_text("utf-8")
    return frozenset(word for words in tomllib.loads(text).values() for word in words)
