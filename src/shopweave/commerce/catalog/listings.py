"""What each source says of its products, for whoever compares them."""

from dataclasses import dataclass

from shopweave.commerce.catalog import assemble
from shopweave.commerce.catalog.codes import gtin
from shopweave.commerce.catalog.records import reading
from shopweave.foundation.database import Transaction


@dataclass(frozen=True, slots=True)
class Listing:
    """One product in the words of its source. price: the lowest, in minor units.

    gtins: in 14 digits, with right check digits, of the product and its variants.
    """

    product_id: str
    source_id: str
    title: str
    text: str
    brand: str
    gtins: frozenset[str]
    price: int | None
    currency: str | None


def listings(tx: Transaction) -> list[Listing]:
    """Every product that is not deleted, by id; those that orders alone told of, too."""
    rows = reading.offered(tx)
    of = assemble.parts(tx, [row.id for row in rows])
    found = []
    for row in rows:
        words, price = assemble.content(row, of), assemble.lowest(row.id, of)
        codes = (gtin(text) for text in (row.gtin, *(v.gtin for v in of.variants[row.id])))
        found.append(
            Listing(
                product_id=row.id,
                source_id=row.source_id,
                title=row.title,
                text=words.text.removeprefix(row.title).strip(),
                brand=row.brand or "",
                gtins=frozenset(filter(None, codes)),
                price=price.amount if price else None,
                currency=price.currency if price else None,
            )
        )
    return found
