"""Note what came back on its order, wherever it was brought.

Revision 0015, after 0014.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_BROUGHT_TO_PLACES = """
INSERT INTO order_returns
    (order_id, key, line, product_id, goods, quantity, refund, tax, booked)
SELECT r.order_id, r.id, l.line, MIN(l.product_id), MIN(l.variant_id),
       SUM(l.quantity), SUM(l.refund), 0, :booked
FROM returns r JOIN return_lines l ON l.return_id = r.id
GROUP BY r.order_id, r.id, l.line
"""
_BROUGHT_TO_TILLS = """
INSERT INTO order_returns
    (order_id, key, line, product_id, goods, quantity, refund, tax, booked)
SELECT e.original_id, e.order_id, b.line, MIN(b.product_id),
       COALESCE(b.variant_id, b.product_id, b.title),
       -SUM(b.quantity), -SUM(b.total), 0, :booked
FROM till_entries e JOIN order_lines b ON b.order_id = e.order_id AND b.kind = 'return'
WHERE e.original_id IS NOT NULL AND e.voided_at IS NULL
GROUP BY e.original_id, e.order_id, b.line, b.variant_id, b.product_id, b.title
"""


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "order_returns",
        sa.Column("order_id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("product_id", sa.String(length=32), nullable=True),
        sa.Column("goods", sa.Text(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("refund", sa.BigInteger(), nullable=False),
        sa.Column("tax", sa.BigInteger(), nullable=False),
        sa.Column("booked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("order_id", "key", "line", name=op.f("pk_order_returns")),
    )
    op.create_index("ix_order_returns_key", "order_returns", ["key"], unique=False)
    op.execute(sa.text(_BROUGHT_TO_PLACES).bindparams(booked=False))
    op.execute(sa.text(_BROUGHT_TO_TILLS).bindparams(booked=True))


def downgrade() -> None:
    """Not promised: restore a backup instead."""
    raise NotImplementedError
