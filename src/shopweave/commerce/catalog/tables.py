"""Products, variants, prices, words and categories."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from shopweave.commerce import inbound
from shopweave.foundation.database import Instant, Json, metadata

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
    Index("uq_variants_product_id_external_id", "product_id", "external_id", unique=True),
    Index("ix_variants_sku", "sku"),
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

# One row: the number of the last change that a reader of `sellable` must see.
catalog_revision = Table(
    "catalog_revision",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("revision", BigInteger, nullable=False),
)
