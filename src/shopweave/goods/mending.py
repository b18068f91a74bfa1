"""What is missing of which product, by what it costs: the sales behind it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from shopweave.commerce import catalog, money, orders
from shopweave.commerce.catalog import Product, Status
from shopweave.foundation.database import Transaction
from shopweave.foundation.money import Money

DAYS = 90
EVERY = 100_000


class Gap(StrEnum):
    """What a product lacks."""

    TEXT = "text"
    IMAGE = "image"
    PRICE = "price"
    CATEGORY = "category"
    GTIN = "gtin"
    WEIGHT = "weight"


@dataclass(frozen=True, slots=True)
class Lack:
    """A product with its gaps. sold: minor units of `currency` in the last 90 days, all orders."""

    product: Product
    gaps: tuple[Gap, ...]
    sold: int
    currency: str


@dataclass(frozen=True, slots=True)
class Lacking:
    """All that lack something, the best sold first; counts: how many lack each thing.

    weighed: whether weights are missed at all.
    """

    rows: Sequence[Lack]
    counts: dict[Gap, int]
    sold: int
    currency: str
    weighed: bool


def lacking(tx: Transaction, until: datetime, currency: str, gap: Gap | None = None) -> Lacking:
    """Active products that lack something, or only those that lack `gap`.

    Weights are missed only where the merchant has some, or asks for just them: who ships at one
    price, or not at all, needs none.
    """
    sold = _sold(tx, until, currency)
    names = [one.product_id for one in catalog.listings(tx)]
    every = [one for one in catalog.products(tx, names) if one.status is Status.ACTIVE]
    weighed = gap is Gap.WEIGHT or any(map(_is_weighed, every))
    found = [
        Lack(product, gaps, sold.get(product.id, 0), currency)
        for product in every
        if (gaps := tuple(_gaps(product, weighed=weighed)))
    ]
    rows = [one for one in found if gap is None or gap in one.gaps]
    rows.sort(key=lambda one: (-one.sold, -len(one.gaps), one.product.title))
    counts = {kind: sum(kind in one.gaps for one in found) for kind in Gap}
    return Lacking(rows, counts, sum(one.sold for one in rows), currency, weighed)


def best_sold(tx: Transaction, until: datetime, currency: str) -> list[Product]:
    """Products on offer, those first that sold for most."""
    sold = _sold(tx, until, currency)
    every = catalog.products(tx, [one.product_id for one in catalog.listings(tx)])
    offered = [product for product in every if product.status is Status.ACTIVE]
    return sorted(offered, key=lambda one: (-sold.get(one.id, 0), one.title))


def _sold(tx: Transaction, until: datetime, currency: str) -> dict[str, int]:
    """Sales of each product in one currency; those in another without a rate are left out."""
    rows = orders.sales_by_product(tx, until - timedelta(days=DAYS), until, EVERY)
    into = money.rates.exchange(tx, {one.currency for one in rows}, currency, until.date())
    sold: Counter[str] = Counter()
    for one in rows:
        sold[one.key] += into(Money(one.amount, one.currency)) or 0
    return sold


def _is_weighed(product: Product) -> bool:
    return any(catalog.weight_of(product, form) for form in product.variants or (None,))


def _gaps(product: Product, *, weighed: bool) -> Iterator[Gap]:
    if not any(words.description.strip() for words in product.texts.values()):
        yield Gap.TEXT
    if not product.images:
        yield Gap.IMAGE
    if not product.prices and not any(variant.prices for variant in product.variants):
        yield Gap.PRICE
    if not product.categories:
        yield Gap.CATEGORY
    if not any(map(catalog.gtin, (product.gtin, *(one.gtin for one in product.variants)))):
        yield Gap.GTIN
    if weighed and catalog.is_shipped(product) and not catalog.every_form_weighed(product):
        yield Gap.WEIGHT
