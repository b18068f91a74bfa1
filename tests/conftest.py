"""Databases for tests: a fresh SQLite file, and a fresh PostgreSQL database where one runs."""

import gc
import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import structlog

from shopweave import schema
from shopweave.foundation.database import Database

pytest_plugins = ["tests.counterparts.fixtures"]
POSTGRESQL = os.environ.get(
    "SHOPWEAVE_TEST_POSTGRESQL", "postgresql+psycopg://root@127.0.0.1:5432/postgres"
)

# Tracebacks with local variables, as structlog draws them by default, take seconds each.
structlog.configure(
    processors=[
        structlog.stdlib.add_log_level,
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback),
    ]
)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: a collector that leaves it alone saves a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


def missing(part: str, remedy: str) -> None:
    """Skip where a real part is absent; in CI that is a failure."""
    sentence = f"{part} is not here: {remedy}"
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Address of a SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'shop.db'}"


@pytest.fixture
def postgresql_url() -> Iterator[str]:
    """Address of an empty PostgreSQL database of this test alone."""
    yield from _new_postgresql()


@pytest.fixture
def second_postgresql_url() -> Iterator[str]:
    """Address of another one, for what moves from one place to the next."""
    yield from _new_postgresql()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with every table, made once: a copy takes a hundredth of the time."""
    file = tmp_path_factory.mktemp("template") / "shop.db"
    _create_tables(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgresql_shared() -> Iterator[str]:
    """Address of a database with every table, made once and swept after each test."""
    for url in _new_postgresql():
        _create_tables(url)
        yield url


def _create_tables(url: str) -> None:
    database = Database.open(url)
    schema.upgrade(database)
    database.close()


def _new_postgresql() -> Iterator[str]:
    address = POSTGRESQL.replace("+psycopg", "")
    name = f"sw_test_{uuid.uuid4().hex}"
    try:
        server = psycopg.connect(address, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        missing("PostgreSQL", "start it, or set SHOPWEAVE_TEST_POSTGRESQL")
    with server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield POSTGRESQL.rsplit("/", 1)[0] + f"/{name}"
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(params=BOTH)
def empty_database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database without tables, once of each kind."""
    database = Database.open(request.getfixturevalue(f"{request.param}_url"))
    yield database
    database.close()


@pytest.fixture
def sqlite_copy(sqlite_template: Path, sqlite_url: str) -> str:
    """Address of a SQLite file with every table."""
    shutil.copyfile(sqlite_template, sqlite_url.removeprefix("sqlite:///"))
    return sqlite_url


@pytest.fixture
def postgresql_copy(postgresql_shared: str) -> Iterator[str]:
    """Address of a PostgreSQL database with every table and no rows."""
    yield postgresql_shared
    with psycopg.connect(postgresql_shared.replace("+psycopg", ""), autocommit=True) as server:
        _sweep(server)


def _sweep(server: "psycopg.Connection[tuple[str]]") -> None:
    """Send away who is still connected, drop what a test added, and empty the rest."""
    server.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    present = server.execute(
        "SELECT tablename FROM pg_tables"
        " WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
    )
    tables = [name for (name,) in present]
    counted = server.execute("SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL")
    statements = [
        "SET session_replication_role = replica",
        "SET synchronous_commit = off",
        *(f'DROP TABLE "{name}" CASCADE' for name in tables if name not in schema.metadata.tables),
        *(f'DELETE FROM "{name}"' for name in tables if name in schema.metadata.tables),
        *(f'ALTER SEQUENCE "{name}" RESTART' for (name,) in counted),
    ]
    server.execute(";".join(statements))


@pytest.fixture(params=BOTH)
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database with every table of the product, once of each kind."""
    database = Database.open(request.getfixturevalue(f"{request.param}_copy"))
    yield database
    database.close()
