"""Find people by their marks and products by their variants' codes without reading all of them.

Revision 0002, after 0001.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both indexes."""
    op.create_index("ix_customer_identities_hash", "customer_identities", ["hash"])
    op.create_index("ix_variants_external_id", "variants", ["external_id"])


def downgrade() -> None:
    """Drop both indexes."""
    op.drop_index("ix_variants_external_id", "variants")
    op.drop_index("ix_customer_identities_hash", "customer_identities")
