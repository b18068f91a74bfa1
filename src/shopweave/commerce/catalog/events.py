"""News of the catalogue."""

from dataclasses import dataclass

from shopweave.foundation import outbox


@outbox.event("catalog.product_withdrawn")
@dataclass(frozen=True, slots=True)
class ProductWithdrawn:
    """Products that can no longer be bought. reason: hidden, deleted or sold_out."""

    product_ids: tuple[str, ...]
    reason: str


@outbox.event("catalog.own_prices_set")
@dataclass(frozen=True, slots=True)
class OwnPricesSet:
    """Prices of products were set or put back by hand. prices: OWNER.CURRENCY."""

    product_ids: tuple[str, ...]
    prices: tuple[str, ...]


@outbox.event("catalog.products_linked")
@dataclass(frozen=True, slots=True)
class ProductsLinked:
    """Products, and forms of them, that are one from now on: ask `articles` and `leaders` anew."""

    product_ids: tuple[str, ...]
    variant_ids: tuple[str, ...]


@outbox.event("catalog.products_unlinked")
@dataclass(frozen=True, slots=True)
class ProductsUnlinked:
    """Links between these products, and forms of them, were taken back."""

    product_ids: tuple[str, ...]
    variant_ids: tuple[str, ...]
