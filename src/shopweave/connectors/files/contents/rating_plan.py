"""The plan for a file of ratings: each is an event of the past, and implies its product."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from shopweave.commerce import events
from shopweave.commerce.catalog import ProductDraft
from shopweave.commerce.customers import Directory
from shopweave.commerce.events import ReviewDraft
from shopweave.commerce.inbound import Delivery, Upserted
from shopweave.connectors.files.columns import EMPTY, Columns, read_columns
from shopweave.connectors.files.contents.order_plan import imply
from shopweave.connectors.files.contents.plan import Item, Note, Plan, Stage
from shopweave.connectors.files.options import Reading
from shopweave.connectors.files.reading import Table
from shopweave.connectors.files.recognise import Mapping
from shopweave.foundation.database import Transaction, from_micros


def plan(table: Table, mapping: Mapping, reading: Reading, directory: Directory) -> Plan:
    """Read the whole file; the plan holds about 30 bytes per rating."""
    columns = read_columns(table, mapping, styles=reading.styles)
    ratings = Ratings(columns)
    stages = (
        Stage("products", len(ratings.products), ratings.product_drafts, imply),
        Stage("ratings", len(columns.lines), ratings.review_drafts, partial(write, directory)),
    )
    rows = len(columns.lines) + len(columns.rejected)
    return Plan(stages, rows, columns.rejected, ratings.notes())


def write(
    directory: Directory, tx: Transaction, delivery: Delivery, drafts: list[ReviewDraft]
) -> Upserted:
    """Bring ratings in."""
    return events.add_reviews(tx, directory, delivery, drafts)


@dataclass(frozen=True)
class Ratings:
    """Products and ratings out of arrays."""

    columns: Columns

    @property
    def products(self) -> list[str]:
        """Codes of the products that were rated."""
        return self.columns.texts["product"].names

    def product_drafts(self, start: int) -> Iterator[Item]:
        """Yield each product, by its title where the file has one."""
        for code in range(start, len(self.products)):
            name = self.products[code]
            yield 0, ProductDraft(name, self._titles.get(code, name))

    def review_drafts(self, start: int) -> Iterator[Item]:
        """Yield each rating from the `start`-th on."""
        customers, products = self.columns.texts["customer"], self.columns.texts["product"]
        ratings = self.columns.numbers.get("rating")
        moments = self.columns.moments["time"]
        for row in range(start, len(self.columns.lines)):
            rating = None if ratings is None or np.isnan(ratings[row]) else float(ratings[row])
            yield (
                int(self.columns.lines[row]),
                ReviewDraft(
                    customers.names[int(customers.codes[row])],
                    products.names[int(products.codes[row])],
                    int(moments[row]),
                    rating,
                ),
            )

    def notes(self) -> list[Note]:
        """How many ratings of what, by how many, and when."""
        moments = self.columns.moments["time"]
        if not len(moments):
            return []
        first, last = (from_micros(int(at)).date() for at in (moments.min(), moments.max()))
        facts = {
            "ratings": len(moments),
            "products": len(self.products),
            "customers": len(self.columns.texts["customer"].names),
            "first": first.isoformat(),
            "last": last.isoformat(),
        }
        return [Note("ratings", facts)]

    @cached_property
    def _titles(self) -> dict[int, str]:
        titles = self.columns.texts.get("title")
        if titles is None:
            return {}
        codes = self.columns.texts["product"].codes.tolist()
        named = zip(codes, titles.codes.tolist(), strict=True)
        return {code: titles.names[title] for code, title in named if title != EMPTY}
