"""Both databases keep the same promises."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, select, text

from shopweave.foundation.database import (
    Database,
    DatabaseSilent,
    Instant,
    Json,
    NotStorable,
    Packed,
    UnknownDatabase,
)

notes = Table(
    "notes",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("text", String, nullable=False),
    Column("at", Instant),
    Column("detail", Json),
    Column("packed", Packed),
)
NOON = datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture
def noted(empty_database: Database) -> Database:
    """A database with one small table."""
    notes.metadata.create_all(empty_database.engine)
    return empty_database


def test_keeps_instants_and_json(noted: Database) -> None:
    """An instant and a nested document come back as they went in."""
    row = {
        "id": 1,
        "text": "tea",
        "at": NOON,
        "detail": {"zh": "茶", "n": [1, 2.5, None]},
        "packed": {"items": ["茶", 7]},
    }
    with noted.write() as tx:
        tx.execute(notes.insert(), row)
    with noted.read() as tx:
        assert dict(tx.all(select(notes))[0]._mapping) == row


def test_forgets_a_failed_transaction(noted: Database) -> None:
    """An exception leaves nothing behind, and no callback runs."""
    called: list[int] = []

    def fail() -> None:
        with noted.write() as tx:
            tx.execute(notes.insert(), {"id": 1, "text": "tea"})
            tx.after_commit(lambda: called.append(1))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with noted.read() as tx:
        assert tx.all(select(notes)) == []
    assert called == []


def test_calls_back_after_the_commit(noted: Database) -> None:
    """A callback sees the change already committed."""
    seen: list[int] = []

    def look() -> None:
        with noted.read() as reading:
            seen.append(len(reading.all(select(notes))))

    with noted.write() as tx:
        tx.execute(notes.insert(), {"id": 1, "text": "tea"})
        tx.after_commit(look)
    assert seen == [1]


def test_inserts_only_what_is_new(noted: Database) -> None:
    """A replayed row changes nothing, and only the new one is named."""
    with noted.write() as tx:
        tx.insert_new(notes, [{"id": 1, "text": "tea"}], key=["id"])
        again = [{"id": 1, "text": "milk"}, {"id": 2, "text": "rice"}]
        assert [row.id for row in tx.insert_new(notes, again, key=["id"])] == [2]
    with noted.read() as tx:
        assert [row.text for row in tx.all(select(notes).order_by(notes.c.id))] == ["tea", "rice"]


def test_overwrites_by_key(noted: Database) -> None:
    """An upsert keeps one row per key, with the last values."""
    with noted.write() as tx:
        tx.upsert(notes, [{"id": 1, "text": "tea"}], key=["id"])
        tx.upsert(notes, [{"id": 1, "text": "milk"}], key=["id"])
    with noted.read() as tx:
        assert tx.scalar(select(notes.c.text)) == "milk"


def test_refuses_an_address_it_does_not_know() -> None:
    """An address of another database is refused with a sentence."""
    with pytest.raises(UnknownDatabase):
        Database.open("mysql://root@localhost/shop")


def test_a_write_that_does_not_wait_leaves_the_next_one_waiting(noted: Database) -> None:
    """Not waiting for the disk holds for one transaction only, even if it fails."""

    def setting() -> object:
        name = "PRAGMA synchronous" if noted.dialect == "sqlite" else "SHOW synchronous_commit"
        with noted.write() as tx:
            return tx.connection.exec_driver_sql(name).scalar()

    usual = setting()
    with noted.write(durable=False) as tx:
        tx.execute(notes.insert(), {"id": 1, "text": "tea"})
    with pytest.raises(RuntimeError), noted.write(durable=False):
        raise RuntimeError
    assert setting() == usual
    with noted.read() as reading:
        assert len(reading.all(select(notes))) == 1


@pytest.mark.parametrize("load", [True, False])
def test_tells_of_a_number_that_no_column_takes(noted: Database, load: bool) -> None:
    """A number beyond 64 bits is the sender's mistake, by either way in, and nothing is kept."""
    row = {"id": 2**70, "text": "tea"}

    def write() -> None:
        with noted.write() as tx:
            tx.load(notes, [row]) if load else tx.execute(notes.insert(), row)

    with pytest.raises(NotStorable):
        write()
    with noted.read() as tx:
        assert tx.all(select(notes)) == []


@pytest.mark.postgresql
@pytest.mark.parametrize("load", [True, False])
def test_tells_of_text_that_postgresql_cannot_hold(postgresql_url: str, load: bool) -> None:
    """A NUL character in a text is told as such."""
    database = Database.open(postgresql_url)
    notes.metadata.create_all(database.engine)
    row = {"id": 1, "text": "a\x00b"}

    def write() -> None:
        with database.write() as tx:
            tx.load(notes, [row]) if load else tx.execute(notes.insert(), row)

    with pytest.raises(NotStorable):
        write()
    database.close()


def test_plans_for_what_a_filling_table_holds(noted: Database) -> None:
    """Weighed, PostgreSQL knows at once how many rows came; SQLite has nothing to do."""
    with noted.write() as tx:
        tx.load(notes, [{"id": number, "text": "tea"} for number in range(700)])
    noted.weigh()
    if noted.dialect == "postgresql":
        with noted.read() as tx:
            known = text("SELECT reltuples FROM pg_class WHERE relname = 'notes'")
            assert tx.scalar(known) == 700


def test_loads_many_rows_as_they_are(noted: Database) -> None:
    """Instants, documents and empty fields loaded in bulk read like any others."""
    rows = [
        {"id": 1, "text": "tea\t\\N\n", "at": NOON, "detail": {"zh": ["茶"]}},
        {"id": 2, "text": "", "at": None, "detail": None},
    ]
    with noted.write() as tx:
        assert tx.load(notes, rows) == 2
        assert tx.load(notes, []) == 0
        few = tx.all(select(notes.c.text).where(tx.one_of(notes.c.id, [2, 3])))
        none = tx.all(select(notes).where(tx.one_of(notes.c.text, [])))
    with noted.read() as tx:
        kept = tx.all(select(*(notes.c[n] for n in rows[0])).order_by(notes.c.id))
        assert [dict(row._mapping) for row in kept] == rows
    assert ([row.text for row in few], none) == ([""], [])


@pytest.mark.parametrize(
    "url", ["sqlite:////nowhere/at/all/shop.db", "postgresql+psycopg://nobody@127.0.0.1:1/shop"]
)
def test_says_that_it_does_not_open(url: str) -> None:
    """A database that cannot be reached is one sentence, not a trace of the driver."""
    with pytest.raises(DatabaseSilent, match="does not answer"):
        Database.open(url)
