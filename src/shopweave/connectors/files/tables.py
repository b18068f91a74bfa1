"""Imports of files, how far they are, and the rows they refused."""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text

from shopweave.foundation.database import Instant, Json, metadata

imports = Table(
    "imports",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("file", Text, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("source", String(120), nullable=False),
    Column("options", Json, nullable=False),
    Column("by", String(64), nullable=False),
    Column("state", String(12), nullable=False),
    # Where to go on after a crash: the stage, and how many of its drafts are in.
    Column("stage", String(16), nullable=False),
    Column("done", BigInteger, nullable=False),
    Column("report", Json),
    Column("failure", Json),
    Column("stored", Text),
    Column("started_at", Instant, nullable=False),
    Column("touched_at", Instant),
    Column("finished_at", Instant),
    Index("ix_imports_fingerprint", "fingerprint"),
    Index("ix_imports_started_at", "started_at"),
)

# What a person said of a layout that no preset knows, by the names of its columns.
file_layouts = Table(
    "file_layouts",
    metadata,
    Column("mark", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("columns", Json, nullable=False),
    Column("days", String(8), nullable=False),
    Column("by", String(64), nullable=False),
    Column("told_at", Instant, nullable=False),
)

# A refused cell may be an e-mail address: these rows go after 30 days.
import_rejections = Table(
    "import_rejections",
    metadata,
    Column("import_id", String(32), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("line", BigInteger, nullable=False),
    Column("column", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("reason", String(24), nullable=False),
    Column("detail", Json),
)
