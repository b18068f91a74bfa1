"""Link products.

Revision 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    _link_conflicts()
    _linked_products()
    _linked_variants()
    _product_link_forms()
    _product_links()


def _link_conflicts() -> None:
    op.create_table(
        "link_conflicts",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column(
            "product_ids",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True), "postgresql"
            ),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("kind", "code", name=op.f("pk_link_conflicts")),
    )


def _linked_products() -> None:
    op.create_table(
        "linked_products",
        sa.Column("product_id", sa.String(length=32), nullable=False),
        sa.Column("leader_id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("product_id", name=op.f("pk_linked_products")),
    )
    with op.batch_alter_table("linked_products", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_linked_products_leader_id"), ["leader_id"], unique=False)


def _linked_variants() -> None:
    op.create_table(
        "linked_variants",
        sa.Column("variant_id", sa.String(length=32), nullable=False),
        sa.Column("product_id", sa.String(length=32), nullable=False),
        sa.Column("article_id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("variant_id", name=op.f("pk_linked_variants")),
    )
    with op.batch_alter_table("linked_variants", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_linked_variants_article_id"), ["article_id"], unique=False)
        batch_op.create_index(op.f("ix_linked_variants_product_id"), ["product_id"], unique=False)


def _product_link_forms() -> None:
    op.create_table(
        "product_link_forms",
        sa.Column("link_id", sa.String(length=32), nullable=False),
        sa.Column("left", sa.String(length=32), nullable=False),
        sa.Column("right", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("link_id", "left", "right", name=op.f("pk_product_link_forms")),
    )


def _product_links() -> None:
    op.create_table(
        "product_links",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("left", sa.String(length=32), nullable=False),
        sa.Column("right", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("undone_by", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_links")),
    )
    with op.batch_alter_table("product_links", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_product_links_left"), ["left"], unique=False)
        batch_op.create_index(op.f("ix_product_links_right"), ["right"], unique=False)


def downgrade() -> None:
    """Not promised: restore a backup instead."""
    raise NotImplementedError
