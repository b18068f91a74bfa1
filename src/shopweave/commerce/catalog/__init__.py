"""What the merchant sells: products with variants, words, prices, pictures and categories.

Owns `products`, `variants`, `prices`, `product_texts`, `categories`, `product_categories` and
`catalog_revision`. Publishes `ProductWithdrawn` (hidden, deleted or sold out).
"""

from shopweave.commerce.catalog.errors import UnknownProduct
from shopweave.commerce.catalog.events import ProductWithdrawn
from shopweave.commerce.catalog.prices import price_list
from shopweave.commerce.catalog.read import (
    cards,
    contents,
    every_category,
    get,
    ids_of,
    products,
    search,
    variant_ids,
)
from shopweave.commerce.catalog.sellable import changed, revision, sellable, set_in_stock
from shopweave.commerce.catalog.status import set_status
from shopweave.commerce.catalog.take_back import take_back
from shopweave.commerce.catalog.types import (
    Card,
    Category,
    Content,
    Page,
    Price,
    Product,
    ProductDraft,
    Sellable,
    Status,
    Text,
    Variant,
    VariantDraft,
)
from shopweave.commerce.catalog.upsert import heard_of, imply, upsert

__all__ = [
    "Card",
    "Category",
    "Content",
    "Page",
    "Price",
    "Product",
    "ProductDraft",
    "ProductWithdrawn",
    "Sellable",
    "Status",
    "Text",
    "UnknownProduct",
    "Variant",
    "VariantDraft",
    "cards",
    "changed",
    "contents",
    "every_category",
    "get",
    "heard_of",
    "ids_of",
    "imply",
    "price_list",
    "products",
    "revision",
    "search",
    "sellable",
    "set_in_stock",
    "set_status",
    "take_back",
    "upsert",
    "variant_ids",
]
