"""The first tables, in the words of each database.

Revision 0001. The statements stand in `0001_initial.sqlite.sql` and `0001_initial.postgresql.sql`.
"""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table and index."""
    connection = op.get_bind()
    script = Path(__file__).with_suffix(f".{connection.dialect.name}.sql").read_text()
    for statement in filter(None, map(str.strip, script.split(";\n"))):
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    """There is nothing before the first tables: restore a backup instead."""
    raise NotImplementedError
