"""The log and its checkpoints."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, Text

from shopweave.foundation.database import Instant, Serial, metadata

audit_entries = Table(
    "audit_entries",
    metadata,
    Column("number", Serial, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("actor_kind", String(16), nullable=False),
    Column("actor", String(64), nullable=False),
    Column("action", String(64), nullable=False),
    Column("subject", String(200), nullable=False),
    Column("detail", Text, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    Index(None, "subject"),
    Index(None, "at"),
)

# One row: the newest entry. Its lock makes appends queue, so that numbers have no gaps.
audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", Serial, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
)

audit_checkpoints = Table(
    "audit_checkpoints",
    metadata,
    Column("number", Serial, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary(32), nullable=False),
    Column("at", Instant, nullable=False),
    Column("seal", LargeBinary(32), nullable=False),
)
