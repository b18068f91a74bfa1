"""Products, variants, prices, words and categories."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from shopweave.commerce import inbound
from shopweave.foundation.database import Instant, Json, Serial, metadata

# `search` holds every title, code and brand in lower case: one column to look through.
products = Table(
    "products",
    metadata,
    *inbound.columns(),
    Column("title", Text, nullable=False),
    Column("brand", Text),
    Column("attributes", Json, nullable=False),
    Column("images", Json, nullable=False),
    Column("cost", BigInteger),
    Column("weight", Integer),
    Column("sku", Text),
    Column("gtin", Text),
    Column("status", String(16), nullable=False),
    Column("url", Text),
    Column("implied", Boolean(create_constraint=False), nullable=False),
    Column("in_stock", Boolean(create_constraint=False), nullable=False),
    Column("search", Text, nullable=False),
    Column("revision", BigInteger, nullable=False),
    Index("ix_products_revision", "revision"),
    Index("ix_products_sku", "sku"),
    Index("ix_products_gtin", "gtin"),
    Index("ix_products_external_id", "external_id"),
)

variants = Table(
    "variants",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("product_id", String(32), nullable=False),
    Column("external_id", String(200), nullable=False),
    Column("position", Integer, nullable=False),
    Column("sku", Text),
    Column("gtin", Text),
    Column("options", Json, nullable=False),
    Column("cost", BigInteger),
    Column("weight", Integer),
    Index("uq_variants_product_id_external_id", "product_id", "external_id", unique=True),
    Index("ix_variants_sku", "sku"),
    Index("ix_variants_gtin", "gtin"),
    Index("ix_variants_external_id", "external_id"),
)

# `owner_id` is a product or one of its variants.
prices = Table(
    "prices",
    metadata,
    Column("owner_id", String(32), primary_key=True),
    Column("currency", String(3), primary_key=True),
    Column("product_id", String(32), nullable=False, index=True),
    Column("amount", BigInteger, nullable=False),
    Column("compare_at", BigInteger),
)

# Every price that held, from when on; an empty amount: not sold from then on. Only ever added to.
price_changes = Table(
    "price_changes",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("product_id", String(32), nullable=False),
    Column("owner_id", String(32), nullable=False),
    Column("source_id", String(32), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("at", Instant, nullable=False),
    Column("amount", BigInteger),
    Column("compare_at", BigInteger),
    Index("ix_price_changes_product_id_id", "product_id", "id"),
)

product_texts = Table(
    "product_texts",
    metadata,
    Column("product_id", String(32), primary_key=True),
    Column("language", String(12), primary_key=True),
    Column("title", Text, nullable=False),
    Column("description", Text, nullable=False),
)

categories = Table(
    "categories",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("path", String(500), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("parent_id", String(32)),
    Column("created_at", Instant, nullable=False),
)

product_categories = Table(
    "product_categories",
    metadata,
    Column("product_id", String(32), primary_key=True),
    Column("category_id", String(32), primary_key=True),
    Column("position", Integer, nullable=False),
    Index("ix_product_categories_category_id", "category_id"),
)

# What the merchant says himself of a product: it outlasts whatever its source says (`theirs`).
own_values = Table(
    "own_values",
    metadata,
    Column("product_id", String(32), primary_key=True),
    Column("field", String(80), primary_key=True),
    Column("value", Json),
    Column("theirs", Json),
    Column("edit_id", String(32), nullable=False),
)

product_edits = Table(
    "product_edits",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("by", String(64), nullable=False),
    Column("at", Instant, nullable=False),
    Column("products", Integer, nullable=False),
    Column("undone_at", Instant),
    Column("undone_by", String(64)),
)

# One value of one product that an edit changed; `before` is the own value that it replaced.
product_edit_steps = Table(
    "product_edit_steps",
    metadata,
    Column("edit_id", String(32), primary_key=True),
    Column("product_id", String(32), primary_key=True),
    Column("field", String(80), primary_key=True),
    Column("shown", Json),
    Column("value", Json),
    Column("before", Json),
)

# Products of different sources that are one, each by one line; what belongs together follows.
product_links = Table(
    "product_links",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("left", String(32), nullable=False, index=True),
    Column("right", String(32), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("code", Text),
    Column("by", String(64), nullable=False),
    Column("at", Instant, nullable=False),
    Column("undone_at", Instant),
    Column("undone_by", String(64)),
)

# Which forms of the two products are one article; a product without variants is its own form.
product_link_forms = Table(
    "product_link_forms",
    metadata,
    Column("link_id", String(32), primary_key=True),
    Column("left", String(32), primary_key=True),
    Column("right", String(32), primary_key=True),
)

# Projections of the links that hold: only what has a companion stands here.
linked_products = Table(
    "linked_products",
    metadata,
    Column("product_id", String(32), primary_key=True),
    Column("leader_id", String(32), nullable=False, index=True),
)

linked_variants = Table(
    "linked_variants",
    metadata,
    Column("variant_id", String(32), primary_key=True),
    Column("product_id", String(32), nullable=False, index=True),
    Column("article_id", String(32), nullable=False, index=True),
)

# Codes that could have linked, and why they did not: written anew with each look.
link_conflicts = Table(
    "link_conflicts",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("code", String(200), primary_key=True),
    Column("reason", String(16), nullable=False),
    Column("product_ids", Json, nullable=False),
)

# One row: the number of the last change that a reader of `sellable` must see.
catalog_revision = Table(
    "catalog_revision",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("revision", BigInteger, nullable=False),
)
