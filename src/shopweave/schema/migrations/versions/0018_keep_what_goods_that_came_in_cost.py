"""keep what goods that came in cost.

Revision 0018, after 0017.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cost_prices", schema=None) as batch_op:
        for name in ("paid", "units", "stock"):
            batch_op.add_column(sa.Column(name, sa.BigInteger(), nullable=True))
    # What came in before was kept as its average alone: the next time it is told it is news.
    op.execute("UPDATE cost_prices SET hash = NULL WHERE origin = 'receipt'")


def downgrade() -> None:
    with op.batch_alter_table("cost_prices", schema=None) as batch_op:
        for name in ("stock", "units", "paid"):
            batch_op.drop_column(name)
