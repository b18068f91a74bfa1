"""A power cut in the middle of a migration leaves the tables as they were."""

import signal
import subprocess
import sys

import pytest
from sqlalchemy import inspect, text

from shopweave import schema
from shopweave.foundation.database import Database

# Migrates, and ends its own process by the hardest signal after a number of statements.
_MIGRATE_AND_DIE = """
import os, signal, sys
from sqlalchemy import event
from shopweave import schema
from shopweave.foundation.database import Database
database, left = Database.open(sys.argv[1]), int(sys.argv[2])
def count(connection, cursor, statement, *_):
    global left
    if statement.split()[0].upper() in {"CREATE", "ALTER", "INSERT", "DROP", "UPDATE"}:
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
event.listen(database.engine, "after_cursor_execute", count)
schema.upgrade(database)
"""


_CHANGE = text(
    """INSERT INTO preference_versions (version, name, "values", "by", at)
    VALUES (1, 'shop', '{}', 'test', 0)"""
)


def _tables(database: Database) -> dict[str, list[str]]:
    """Every table with the names of its columns."""
    found = inspect(database.engine)
    return {
        name: sorted(column["name"] for column in found.get_columns(name))
        for name in found.get_table_names()
    }


@pytest.mark.slow
@pytest.mark.parametrize("statements", [0, 1, 5, 12])
def test_a_kill_while_migrating_leaves_the_old_tables(
    empty_database: Database, statements: int
) -> None:
    """The revision, the tables and the rows are those of before; the next start migrates."""
    schema.upgrade(empty_database, "0001")
    with empty_database.write() as tx:
        tx.execute(_CHANGE)
    before = _tables(empty_database)
    address = empty_database.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", _MIGRATE_AND_DIE, address, str(statements)]
    assert subprocess.run(command, check=False, timeout=120).returncode == -signal.SIGKILL
    empty_database.engine.dispose()
    assert schema.current(empty_database) == "0001"
    assert _tables(empty_database) == before
    assert schema.upgrade(empty_database)
    assert schema.check(empty_database) is None
    with empty_database.read() as tx:
        assert tx.scalar(text("SELECT count(*) FROM preference_versions")) == 1
