"""Look products up."""

from collections.abc import Sequence

from shopweave.commerce.catalog.types import Card, Category, Content, Page, Product, Status
from shopweave.foundation.database import Transaction


def get(tx: Transaction, product_id: str) -> Product:
    """One product with all that is known of it; raises `UnknownProduct`."""
    raise NotImplementedError


def ids_of(tx: Transaction, source_id: str, external_ids: Sequence[str]) -> dict[str, str]:
    """External id to product id, of those that are known; a variant's leads to its product."""
    raise NotImplementedError


def cards(tx: Transaction, product_ids: Sequence[str], language: str = "en") -> dict[str, Card]:
    """What lists show of these products, by id."""
    raise NotImplementedError


def search(
    tx: Transaction,
    words: str = "",
    *,
    language: str = "en",
    status: Status | None = None,
    category: str | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Page:
    """Products whose titles (any language), codes or brand contain all the words, by title."""
    raise NotImplementedError


def every_category(tx: Transaction) -> list[Category]:
    """The category tree, by path."""
    raise NotImplementedError


def contents(tx: Transaction) -> list[Content]:
    """Words, categories, brand and price of every product that is not deleted."""
    raise NotImplementedError
