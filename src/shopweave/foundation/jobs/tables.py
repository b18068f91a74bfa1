"""Jobs and their schedules."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text, UniqueConstraint, false

from shopweave.foundation.database import Instant, Json, metadata

jobs = Table(
    "jobs",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(100), nullable=False),
    Column("payload", Json, nullable=False),
    Column("state", String(10), nullable=False),
    Column("priority", Integer, nullable=False),
    Column("unique_key", String(200)),
    # The unique key while the job waits, then NULL: only one may wait, one more may run.
    Column("waiting_key", String(200)),
    Column("run_at", Instant),
    Column("attempts", Integer, nullable=False),
    Column("worker", String(32)),
    Column("lease_until", Instant),
    Column("cancel", Boolean, nullable=False, server_default=false()),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("note", Text, nullable=False),
    Column("error", Text),
    Column("result", Json),
    Column("started_at", Instant),
    Column("finished_at", Instant),
    UniqueConstraint("waiting_key"),
    Index("ix_jobs_claim", "state", "priority", "id"),
    Index("ix_jobs_running_key", "unique_key"),
)

schedules = Table(
    "job_schedules",
    metadata,
    Column("kind", String(100), primary_key=True),
    Column("every_seconds", Integer, nullable=False),
    Column("next_at", Instant, nullable=False),
)
