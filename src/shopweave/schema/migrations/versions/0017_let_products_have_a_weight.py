"""let products have a weight.

Revision 0017, after 0016.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("products", "variants"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("weight", sa.Integer(), nullable=True))


def downgrade() -> None:
    for table in ("variants", "products"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("weight")
