"""Customers under pseudonyms, the marks they are recognised by, and what was merged."""

from sqlalchemy import Boolean, Column, Index, LargeBinary, String, Table, Text

from shopweave.foundation.database import Instant, Json, metadata

# `sealed` opens only with the customer's own key; everything else here is no personal data.
customers = Table(
    "customers",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("merged_into", String(32), index=True),
    Column("source_id", String(32), nullable=False),
    Column("hash", LargeBinary(16)),
    Column("external_updated_at", Instant),
    Column("import_id", String(32), index=True),
    Column("historical", Boolean(create_constraint=False), nullable=False),
    Column("sealed", LargeBinary),
    Column("language", Text),
    Column("country", Text),
    Column("attributes", Json, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
)

# An identity may stand on several profiles; on too many it identifies nobody.
customer_identities = Table(
    "customer_identities",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("hash", String(32), primary_key=True),
    Column("customer_id", String(32), primary_key=True),
    Column("leading", Boolean(create_constraint=False), nullable=False),
    Column("verified", Boolean(create_constraint=False), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("source_id", String(32), nullable=False),
    Column("import_id", String(32), index=True),
    Column("created_at", Instant, nullable=False),
    Index("ix_customer_identities_customer_id", "customer_id"),
    Index("ix_customer_identities_hash", "hash"),
)

customer_merges = Table(
    "customer_merges",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("winner", String(32), nullable=False, index=True),
    Column("loser", String(32), nullable=False, index=True),
    Column("kind", String(16)),
    Column("hash", String(32)),
    Column("by", String(64), nullable=False),
    Column("import_id", String(32), index=True),
    Column("at", Instant, nullable=False),
    Column("undone_at", Instant),
    Column("undone_by", String(64)),
    Index("ix_customer_merges_kind_hash", "kind", "hash"),
)

# Words of a name as keyed hashes, so that a name can be looked up and not read.
customer_words = Table(
    "customer_words",
    metadata,
    Column("hash", String(32), primary_key=True),
    Column("customer_id", String(32), primary_key=True),
    Index("ix_customer_words_customer_id", "customer_id"),
)
