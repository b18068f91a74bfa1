"""Links that let one person in once: at set-up, or after a forgotten password."""

from sqlalchemy import Column, LargeBinary, String, Table

from shopweave.foundation.database import Instant, metadata

# Without `user_id` the link makes the shop's first owner.
one_time_links = Table(
    "one_time_links",
    metadata,
    Column("token_hash", LargeBinary(32), primary_key=True),
    Column("user_id", String(32)),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
)
