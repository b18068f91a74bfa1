"""Promise stock: reservations, safety stock, what sources reported, and what differs.

Revision 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    _stock_conflicts()
    _stock_reports()
    _stock_reservation_lines()
    _stock_reservations()
    _stock_safety()


def _stock_conflicts() -> None:
    op.create_table(
        "stock_conflicts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("product_id", sa.String(length=32), nullable=False),
        sa.Column("variant_id", sa.String(length=32), nullable=False),
        sa.Column("place_id", sa.String(length=32), nullable=False),
        sa.Column("source_id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=True),
        sa.Column("ours", sa.BigInteger(), nullable=False),
        sa.Column("theirs", sa.BigInteger(), nullable=False),
        sa.Column("ours_source_id", sa.String(length=32), nullable=True),
        sa.Column("ours_at", sa.BigInteger(), nullable=True),
        sa.Column("theirs_at", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("settled_by", sa.String(length=100), nullable=True),
        sa.Column("settled_how", sa.String(length=24), nullable=True),
        sa.Column("settled_to", sa.BigInteger(), nullable=True),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_conflicts")),
    )
    with op.batch_alter_table("stock_conflicts", schema=None) as batch_op:
        batch_op.create_index("ix_stock_conflicts_settled_at", ["settled_at", "kind"], unique=False)
        batch_op.create_index("ix_stock_conflicts_variant_id", ["variant_id"], unique=False)


def _stock_reports() -> None:
    op.create_table(
        "stock_reports",
        sa.Column("source_id", sa.String(length=32), nullable=False),
        sa.Column("variant_id", sa.String(length=32), nullable=False),
        sa.Column("place_id", sa.String(length=32), nullable=False),
        sa.Column("product_id", sa.String(length=32), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "source_id", "variant_id", "place_id", name=op.f("pk_stock_reports")
        ),
    )


def _stock_reservation_lines() -> None:
    op.create_table(
        "stock_reservation_lines",
        sa.Column("reservation_id", sa.String(length=32), nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("product_id", sa.String(length=32), nullable=False),
        sa.Column("variant_id", sa.String(length=32), nullable=False),
        sa.Column("place_id", sa.String(length=32), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("reservation_id", "line", name=op.f("pk_stock_reservation_lines")),
    )
    with op.batch_alter_table("stock_reservation_lines", schema=None) as batch_op:
        batch_op.create_index(
            "ix_stock_reservation_lines_variant_id_held", ["variant_id", "held"], unique=False
        )


def _stock_reservations() -> None:
    op.create_table(
        "stock_reservations",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("source_id", sa.String(length=32), nullable=True),
        sa.Column("reference", sa.String(length=200), nullable=True),
        sa.Column("customer_id", sa.String(length=32), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_reservations")),
        sa.UniqueConstraint("key", name=op.f("uq_stock_reservations_key")),
    )
    with op.batch_alter_table("stock_reservations", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_stock_reservations_customer_id"), ["customer_id"], unique=False
        )
        batch_op.create_index(
            "ix_stock_reservations_source_id_reference", ["source_id", "reference"], unique=False
        )
        batch_op.create_index(
            "ix_stock_reservations_state_expires_at", ["state", "expires_at"], unique=False
        )


def _stock_safety() -> None:
    op.create_table(
        "stock_safety",
        sa.Column("scope", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("source_id", sa.String(length=32), nullable=False),
        sa.Column("units", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "subject", "source_id", name=op.f("pk_stock_safety")),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in (
        "stock_safety",
        "stock_reservations",
        "stock_reservation_lines",
        "stock_reports",
        "stock_conflicts",
    ):
        op.drop_table(table)
