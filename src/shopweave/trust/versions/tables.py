"""One counter per thing that processes remember."""

from sqlalchemy import BigInteger, Column, String, Table

from shopweave.foundation.database import metadata

trust_versions = Table(
    "trust_versions",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("version", BigInteger, nullable=False),
)
