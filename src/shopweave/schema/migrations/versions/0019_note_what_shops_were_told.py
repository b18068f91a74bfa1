"""note what shops were told of prices and orders.

Revision 0019, after 0018.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_SWITCHES = ("write_prices", "write_orders")


def upgrade() -> None:
    with op.batch_alter_table("connections", schema=None) as batch_op:
        for name in _SWITCHES:
            column = sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
            batch_op.add_column(column)
    with op.batch_alter_table("connections", schema=None) as batch_op:
        for name in _SWITCHES:
            batch_op.alter_column(name, server_default=None)
    op.create_table(
        "connection_messages",
        sa.Column("source_id", sa.String(length=32), nullable=False),
        sa.Column("entity", sa.String(length=16), nullable=False),
        sa.Column("external_id", sa.String(length=200), nullable=False),
        sa.Column("part", sa.String(length=210), nullable=False),
        sa.Column("what", _JSON, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("told", _JSON, nullable=True),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("source_id", "entity", "external_id", "part"),
    )


def downgrade() -> None:
    op.drop_table("connection_messages")
    with op.batch_alter_table("connections", schema=None) as batch_op:
        for name in _SWITCHES:
            batch_op.drop_column(name)
