"""PostgreSQL, refused when it runs with a setting that forgets what it confirmed."""

from sqlalchemy import Connection, Engine, create_engine, text

from shopweave.foundation.database.errors import DatabaseUnsafe
from shopweave.foundation.database.json import dumps, loads

_MUST_BE_ON = ("fsync", "synchronous_commit", "full_page_writes")


def open_engine(url: str, *, connections: int) -> Engine:
    """Return an engine with a pool of `connections`; raises `DatabaseUnsafe`."""
    engine = create_engine(
        url,
        pool_size=connections,
        max_overflow=connections,
        pool_pre_ping=True,
        json_serializer=dumps,
        json_deserializer=loads,
    )
    refuse_unsafe(engine)
    return engine


def relax(connection: Connection) -> None:
    """Let this transaction end without waiting for the disk; a later wait is for all before."""
    connection.exec_driver_sql("SET LOCAL synchronous_commit = off")


def analyze(connection: Connection) -> None:
    """Sample every table, for the planner."""
    connection.exec_driver_sql("ANALYZE")


def refuse_unsafe(engine: Engine) -> None:
    """Raise `DatabaseUnsafe` if a confirmed commit could be lost by a crash."""
    with engine.connect() as connection:
        for setting in _MUST_BE_ON:
            if connection.scalar(text("SELECT current_setting(:name)"), {"name": setting}) == "off":
                engine.dispose()
                raise DatabaseUnsafe(setting=setting)


def is_gone(error: BaseException | None) -> bool:
    """Whether the server, or the way to it, went: no statement is at fault.

    Classes 08 (connection) and 57P (shut down, starting up) of PostgreSQL's error codes; an error
    without a code never reached the server.
    """
    # Errors of SQLite have no such field.
    state: str | None = getattr(error, "sqlstate", "")
    return state is None or state.startswith(("08", "57P"))
