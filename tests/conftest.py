"""Databases for tests: a fresh SQLite file, and a fresh PostgreSQL database where one runs."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import structlog

from shopweave import schema
from shopweave.foundation.database import Database

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


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty_database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database without tables, once of each kind."""
    database = Database.open(request.getfixturevalue(f"{request.param}_url"))
    yield database
    database.close()


@pytest.fixture
def database(empty_database: Database) -> Database:
    """A database with every table of the product, once of each kind."""
    schema.create(empty_database)
    return empty_database
