"""What the merchant sells: products with variants, words, prices, pictures and categories.

Owns `products`, `variants`, `prices`, `price_changes`, `product_texts`, `categories`,
`product_categories`, `catalog_revision`, what the merchant says himself (`own_values`,
`product_edits`, `product_edit_steps`), and the links between products that are one:
`product_links`, `product_link_forms`, `linked_products`, `linked_variants` and `link_conflicts`.
Publishes
`ProductWithdrawn` (hidden, deleted or sold out), `OwnPricesSet`, `ProductsLinked` and
`ProductsUnlinked`.
"""

from shopweave.commerce.catalog.codes import gtin
from shopweave.commerce.catalog.errors import (
    EditUndone,
    LinkUndone,
    NotAField,
    NotAWeight,
    OneProduct,
    UnknownProduct,
)
from shopweave.commerce.catalog.events import (
    OwnPricesSet,
    ProductsLinked,
    ProductsUnlinked,
    ProductWithdrawn,
)
from shopweave.commerce.catalog.families import (
    all_forms,
    articles,
    every_leader,
    leaders,
    led_by,
    members,
)
from shopweave.commerce.catalog.find import Form, by_codes
from shopweave.commerce.catalog.history import lawful, lowest_in, price_history, references
from shopweave.commerce.catalog.link_rules import link_by_rule
from shopweave.commerce.catalog.linking import conflicts, link, links, newest_links, relink, unlink
from shopweave.commerce.catalog.listings import Listing, listings
from shopweave.commerce.catalog.names import external_ids, names_of
from shopweave.commerce.catalog.own import check_edit, edit, edits, shown_value, undo_edit
from shopweave.commerce.catalog.preferences import PricingPreferences
from shopweave.commerce.catalog.prices import price_list
from shopweave.commerce.catalog.read import (
    as_shown,
    cards,
    category_ids,
    contents,
    count_offered_by,
    every_category,
    every_cost,
    get,
    ids_of,
    main_categories,
    offered_by,
    products,
    products_of,
    search,
    variant_ids,
)
from shopweave.commerce.catalog.records.naming import Name
from shopweave.commerce.catalog.sellable import changed, revision, sellable, set_in_stock
from shopweave.commerce.catalog.settings import LinkPreferences
from shopweave.commerce.catalog.status import set_status
from shopweave.commerce.catalog.take_back import take_back
from shopweave.commerce.catalog.tasks import ask_to_link, register
from shopweave.commerce.catalog.types import (
    Card,
    Category,
    Conflict,
    Content,
    Edit,
    Edited,
    Link,
    LinkKind,
    Page,
    Price,
    PriceChange,
    Product,
    ProductDraft,
    Selection,
    Sellable,
    Status,
    Text,
    Unclear,
    Variant,
    VariantDraft,
)
from shopweave.commerce.catalog.upsert import heard_of, imply, upsert
from shopweave.commerce.catalog.weights import (
    LARGEST_WEIGHT,
    NOT_SHIPPED,
    every_form_weighed,
    grams,
    grams_told,
    is_shipped,
    unit_named,
    weight_of,
)

__all__ = [
    "LARGEST_WEIGHT",
    "NOT_SHIPPED",
    "Card",
    "Category",
    "Conflict",
    "Content",
    "Edit",
    "EditUndone",
    "Edited",
    "Form",
    "Link",
    "LinkKind",
    "LinkPreferences",
    "LinkUndone",
    "Listing",
    "Name",
    "NotAField",
    "NotAWeight",
    "OneProduct",
    "OwnPricesSet",
    "Page",
    "Price",
    "PriceChange",
    "PricingPreferences",
    "Product",
    "ProductDraft",
    "ProductWithdrawn",
    "ProductsLinked",
    "ProductsUnlinked",
    "Selection",
    "Sellable",
    "Status",
    "Text",
    "Unclear",
    "UnknownProduct",
    "Variant",
    "VariantDraft",
    "all_forms",
    "articles",
    "as_shown",
    "ask_to_link",
    "by_codes",
    "cards",
    "category_ids",
    "changed",
    "check_edit",
    "conflicts",
    "contents",
    "count_offered_by",
    "edit",
    "edits",
    "every_category",
    "every_cost",
    "every_form_weighed",
    "every_leader",
    "external_ids",
    "get",
    "grams",
    "grams_told",
    "gtin",
    "heard_of",
    "ids_of",
    "imply",
    "is_shipped",
    "lawful",
    "leaders",
    "led_by",
    "link",
    "link_by_rule",
    "links",
    "listings",
    "lowest_in",
    "main_categories",
    "members",
    "names_of",
    "newest_links",
    "offered_by",
    "price_history",
    "price_list",
    "products",
    "products_of",
    "references",
    "register",
    "relink",
    "revision",
    "search",
    "sellable",
    "set_in_stock",
    "set_status",
    "shown_value",
    "take_back",
    "undo_edit",
    "unit_named",
    "unlink",
    "upsert",
    "variant_ids",
    "weight_of",
]
