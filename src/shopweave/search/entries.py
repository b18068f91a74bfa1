"""Products of the record as entries of the index."""

from collections.abc import Iterator, Sequence

from shopweave.commerce import catalog, sources
from shopweave.commerce.catalog import Product, Variant
from shopweave.foundation.database import Database
from shopweave.search.types import Entry

AT_ONCE = 200


def entries(database: Database, products: Sequence[str]) -> Iterator[Entry]:
    """Read products, some hundred in one go."""
    for start in range(0, len(products), AT_ONCE):
        with database.read() as tx:
            currency = sources.home(tx).currency
            found = catalog.products(tx, products[start : start + AT_ONCE])
        yield from (entry(product, currency) for product in found)


def entry(product: Product, currency: str) -> Entry:
    """A product with its words in all languages; the price is the lowest in that currency."""
    texts = product.texts.values()
    owners: tuple[Product | Variant, ...] = (product, *product.variants)
    prices = [p.amount for one in owners for p in one.prices if p.currency == currency]
    codes = [code for one in owners for code in (one.sku, one.gtin) if code]
    options = [value for form in product.variants for value in form.options.values()]
    attributes = [str(value) for value in product.attributes.values() if isinstance(value, str)]
    return Entry(
        id=product.id,
        titles=tuple(dict.fromkeys((product.title, *(text.title for text in texts)))),
        brand=product.brand or "",
        categories=product.categories,
        codes=tuple(dict.fromkeys((product.external_id, *codes))),
        text=" ".join([*(text.description for text in texts), *options, *attributes]),
        price=min(prices, default=None),
    )
