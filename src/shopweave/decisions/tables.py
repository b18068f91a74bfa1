"""The ledger and what became of its rows."""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text, text

from shopweave.foundation.database import Instant, Packed, metadata

# With SQLite's rowid: without one, whatever is above 1 kB goes to a page of its own. Ids grow with
# time: rows are appended, and "newest first" goes along the primary key.
decisions = Table(
    "decisions",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(60), nullable=False),
    Column("subject_kind", String(30), nullable=False),
    Column("subject_id", String(64), nullable=False),
    Column("at", Instant, nullable=False),
    Column("what", Packed, nullable=False),
    Column("reasons", Packed),
    Column("inputs", Packed),
    Column("model_version", String(80)),
    Column("preferences_version", Integer),
    Column("experiment", String(60)),
    Column("arm", String(20)),
    Column("state", String(10), nullable=False),
    Column("expires_at", Instant),
    Index("ix_decisions_subject", "subject_id", "id"),
    # Few rows wait for a person; the many that are done never enter this index.
    Index(
        "ix_decisions_open",
        "state",
        "id",
        sqlite_where=text("state <> 'done'"),
        postgresql_where=text("state <> 'done'"),
    ),
)

steps = Table(
    "decision_steps",
    metadata,
    Column("decision", String(32), primary_key=True),
    Column("at", Instant, primary_key=True),
    Column("state", String(10), primary_key=True),
    Column("by", String(100), nullable=False),
    Column("note", Text, nullable=False),
    sqlite_with_rowid=False,
)

outcomes = Table(
    "decision_outcomes",
    metadata,
    Column("decision", String(32), primary_key=True),
    Column("happened", String(10), primary_key=True),
    Column("item", String(64), primary_key=True),
    Column("reference", String(64), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("value", BigInteger, nullable=False),
    Column("currency", String(3)),
    sqlite_with_rowid=False,
)

# Who is in which experiment, from his first decision in it: the ground of every comparison.
units = Table(
    "experiment_units",
    metadata,
    Column("experiment", String(60), primary_key=True),
    Column("unit", String(64), primary_key=True),
    Column("arm", String(20), nullable=False),
    Column("since", Instant, nullable=False),
    sqlite_with_rowid=False,
)

# What units bought, whether it was recommended or not.
purchases = Table(
    "experiment_purchases",
    metadata,
    Column("unit", String(64), primary_key=True),
    Column("reference", String(64), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("value", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    sqlite_with_rowid=False,
)
