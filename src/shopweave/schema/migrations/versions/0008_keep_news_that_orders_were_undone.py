"""Keep news that orders were cancelled or refunded.

Revision 0008, after 0007.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table of the news."""
    json = sa.JSON(none_as_null=True)
    on_postgresql = postgresql.JSONB(none_as_null=True)
    op.create_table(
        "order_reversals",
        sa.Column("source_id", sa.String(length=32), nullable=False),
        sa.Column("external_id", sa.String(length=200), nullable=False),
        sa.Column("message", sa.LargeBinary(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("products", json.with_variant(on_postgresql, "postgresql"), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.PrimaryKeyConstraint(
            "source_id", "external_id", "message", name=op.f("pk_order_reversals")
        ),
    )


def downgrade() -> None:
    """Drop the table of the news."""
    op.drop_table("order_reversals")
