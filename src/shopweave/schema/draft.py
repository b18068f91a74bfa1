"""For developers: write the migration that brings the tables to what the `tables.py` files say.

`python -m shopweave.schema.draft` writes the first tables anew, which is right until the first
release; afterwards `python -m shopweave.schema.draft "add shelves"` writes a new revision.
"""

import sys
import tempfile
from pathlib import Path

from alembic import command
from sqlalchemy import make_url
from sqlalchemy.schema import CreateIndex, CreateTable

from shopweave.foundation.database import Database, metadata
from shopweave.schema.discover import import_tables
from shopweave.schema.migrate import config, upgrade

_VERSIONS = Path(__file__).parent / "migrations" / "versions"
_ADDRESSES = {"sqlite": "sqlite://", "postgresql": "postgresql+psycopg://"}


def first_tables(name: str) -> str:
    """Every statement that creates the tables in the words of one database."""
    import_tables()
    dialect = make_url(_ADDRESSES[name]).get_dialect()()
    statements = []
    for table in metadata.sorted_tables:
        statements.append(CreateTable(table).compile(dialect=dialect))
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        statements += [CreateIndex(index).compile(dialect=dialect) for index in indexes]
    lines = "".join(f"{str(one).strip()};\n\n" for one in statements).replace("\t", "    ")
    return "\n".join(line.rstrip() for line in lines.splitlines()) + "\n"


def write_first_tables() -> None:
    """Write them beside the first migration."""
    for name in _ADDRESSES:
        (_VERSIONS / f"0001_initial.{name}.sql").write_text(first_tables(name))


def write_revision(message: str) -> None:
    """Compare a migrated empty database with the metadata and write the difference."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database.open(f"sqlite:///{folder}/draft.db")
        upgrade(database)
        number = f"{len(list(_VERSIONS.glob('0*.py'))) + 1:04d}"
        with database.engine.begin() as connection:
            command.revision(config(connection), message, autogenerate=True, rev_id=number)
        database.close()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        write_revision(sys.argv[1])
    else:
        write_first_tables()
