"""For developers: write the migration that brings the tables to what the `tables.py` files say.

`python -m shopweave.schema.draft "add shelves"` compares a migrated empty database with the
metadata and writes the next revision. What has landed is never changed: shops run on it.
"""

import sys
import tempfile
from pathlib import Path

from alembic import command

from shopweave.foundation.database import Database
from shopweave.schema.migrate import config, upgrade

_VERSIONS = Path(__file__).parent / "migrations" / "versions"


def write_revision(message: str) -> None:
    """Write the difference between the migrations and the metadata as the next revision."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database.open(f"sqlite:///{folder}/draft.db")
        upgrade(database)
        number = f"{len(list(_VERSIONS.glob('0*.py'))) + 1:04d}"
        with database.engine.begin() as connection:
            command.revision(config(connection), message, autogenerate=True, rev_id=number)
        database.close()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit('Say what changes: python -m shopweave.schema.draft "add shelves"')
    write_revision(sys.argv[1])
