"""Keep what the merchant says himself.

Revision 0014, after 0013.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    _own_values()
    _product_edit_steps()
    _product_edits()


def _own_values() -> None:
    op.create_table(
        "own_values",
        sa.Column("product_id", sa.String(length=32), nullable=False),
        sa.Column("field", sa.String(length=80), nullable=False),
        sa.Column("value", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column(
            "theirs", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True
        ),
        sa.Column("edit_id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("product_id", "field", name=op.f("pk_own_values")),
    )


def _product_edit_steps() -> None:
    op.create_table(
        "product_edit_steps",
        sa.Column("edit_id", sa.String(length=32), nullable=False),
        sa.Column("product_id", sa.String(length=32), nullable=False),
        sa.Column("field", sa.String(length=80), nullable=False),
        sa.Column("shown", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("value", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column(
            "before", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True
        ),
        sa.PrimaryKeyConstraint(
            "edit_id", "product_id", "field", name=op.f("pk_product_edit_steps")
        ),
    )


def _product_edits() -> None:
    op.create_table(
        "product_edits",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("products", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("undone_by", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_edits")),
    )


def downgrade() -> None:
    """Not promised: restore a backup instead."""
    raise NotImplementedError
