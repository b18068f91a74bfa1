"""Bring a database to the tables of this version, or to those of another one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from shopweave.foundation import backup
from shopweave.foundation.database import Database
from shopweave.schema.errors import SchemaFromLater

_MIGRATIONS = Path(__file__).parent / "migrations"
# Any number will do, if everybody who migrates takes the same one.
_ONE_AT_A_TIME = 7_446_931


def head() -> str:
    """The revision of this version of the product."""
    return ScriptDirectory(str(_MIGRATIONS)).get_current_head() or ""


def current(database: Database) -> str:
    """The revision of the database, "" for one without tables."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def upgrade(database: Database, revision: str = "head") -> bool:
    """Migrate forwards in one transaction; False when there was nothing to do.

    An existing SQLite database is backed up beside its file first. Raises `SchemaFromLater` for
    a database that a later version has migrated.
    """
    wanted = head() if revision == "head" else revision
    before = current(database)
    if before == wanted:
        return False
    if before and not _knows(before):
        raise SchemaFromLater(revision=before)
    if before and database.file is not None:
        _back_up(database, database.file, before)
    with _alone(database) as connection:
        command.upgrade(config(connection), wanted)
    return True


def config(connection: Connection) -> Config:
    """What Alembic needs to know."""
    found = Config()
    found.set_main_option("script_location", str(_MIGRATIONS))
    found.attributes["connection"] = connection
    return found


@contextmanager
def _alone(database: Database) -> Iterator[Connection]:
    """One transaction, one migrating process: SQLite's write lock, or a lock of PostgreSQL."""
    with database.engine.begin() as connection:
        if database.dialect == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})"))
        yield connection


def _knows(revision: str) -> bool:
    return revision in {one.revision for one in ScriptDirectory(str(_MIGRATIONS)).walk_revisions()}


def _back_up(database: Database, file: Path, before: str) -> None:
    now = datetime.now(UTC)
    target = file.parent / "backups" / f"before-migration-{before}-{now:%Y%m%dT%H%M%S}.zip"
    backup.make(database, target, now, before, file.parent)
