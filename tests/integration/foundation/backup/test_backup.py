"""A backup made while the shop runs brings back every row and file, or nothing at all."""

import threading
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    LargeBinary,
    MetaData,
    String,
    Table,
    func,
    insert,
    select,
)

from shopweave.foundation import backup
from shopweave.foundation.database import Database, Instant, Json, Serial

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
shop = MetaData()
shelves = Table("shelves", shop, Column("id", String(10), primary_key=True))
teas = Table(
    "teas",
    shop,
    Column("id", Serial, primary_key=True),
    Column("shelf", String(10), ForeignKey("shelves.id")),
    Column("name", String(40)),
    Column("price", Float),
    Column("organic", Boolean),
    Column("picked", Instant),
    Column("detail", Json),
    Column("leaf", LargeBinary),
)
ROWS = [
    {
        "shelf": "a",
        "name": f'白牡丹 {n} "x"',
        "price": n / 7,
        "organic": n % 2 == 0,
        "picked": NOON,
        "detail": {"b": [1, 2.5, None], "a": {"茶": n}} if n % 3 else None,
        "leaf": bytes([n % 256, 0, 255]) if n % 5 else None,
    }
    for n in range(2500)
]


def prepare(database: Database, _revision: str) -> None:
    """Make the tables."""
    shop.create_all(database.engine)


@pytest.fixture
def running(empty_database: Database) -> Database:
    """A shop with some rows."""
    prepare(empty_database, "")
    with empty_database.write() as tx:
        tx.execute(insert(shelves), {"id": "a"})
        tx.execute(insert(teas), ROWS)
    return empty_database


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty place of each kind, beside the first one."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'second.db'}"
    else:
        url = request.getfixturevalue("second_postgresql_url")
    database = Database.open(url)
    yield database
    database.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with a model and something that is not to be kept."""
    (tmp_path / "data" / "models" / "tea").mkdir(parents=True)
    (tmp_path / "data" / "models" / "tea" / "factors.npy").write_bytes(b"12345")
    (tmp_path / "data" / "models" / ".tmp-1").mkdir()
    (tmp_path / "data" / "models" / ".tmp-1" / "half").write_bytes(b"1")
    (tmp_path / "data" / "secret.key").write_bytes(b"key")
    return tmp_path / "data"


def make(database: Database, folder: Path) -> Path:
    """Back it up."""
    target = folder.parent / "backup.zip"
    backup.make(database, target, NOON, "0001", folder, ["models", "absent"])
    return target


def contents(database: Database) -> list[tuple[object, ...]]:
    """Every tea as it is."""
    with database.read() as tx:
        return [tuple(row) for row in tx.all(select(teas).order_by(teas.c.id))]


def test_brings_everything_back(
    running: Database, empty: Database, folder: Path, tmp_path: Path
) -> None:
    """Rows of every type and files come back equal, also on the other kind of database."""
    file = make(running, folder)
    manifest = backup.restore(file, empty, tmp_path / "new", prepare)
    assert contents(empty) == contents(running)
    assert (manifest.rows, manifest.revision) == (2501, "0001")
    restored = [p for p in (tmp_path / "new").rglob("*") if p.is_file()]
    assert [path.read_bytes() for path in restored] == [b"12345"]
    assert file.stat().st_mode & 0o077 == 0


def test_goes_on_numbering(running: Database, empty: Database, folder: Path) -> None:
    """A new row after a restore gets a number of its own."""
    backup.restore(make(running, folder), empty, folder.parent / "new", prepare)
    with empty.write() as tx:
        tx.execute(insert(teas), {"shelf": "a", "name": "new"})
        assert tx.scalar(select(func.max(teas.c.id))) == 2501


def test_sees_one_moment(running: Database, folder: Path) -> None:
    """What is written while the backup runs is in it whole or not at all."""
    stop = threading.Event()

    def write() -> None:
        n = 0
        while not stop.is_set():
            n += 1
            with running.write() as tx:
                tx.execute(insert(shelves), {"id": f"s{n}"})
                tx.execute(insert(teas), {"shelf": f"s{n}", "name": "pair"})

    writer = threading.Thread(target=write)
    writer.start()
    try:
        file = make(running, folder)
    finally:
        stop.set()
        writer.join()
    with backup.opened(file) as (_, manifest):
        assert manifest.tables["teas"].rows - 2500 == manifest.tables["shelves"].rows - 1


def test_refuses_a_place_with_data(running: Database, folder: Path) -> None:
    """A restore never mixes with what is there."""
    file = make(running, folder)
    with pytest.raises(backup.PlaceNotEmpty):
        backup.restore(file, running, folder, prepare)


def test_notices_a_changed_row(running: Database, empty: Database, folder: Path) -> None:
    """A backup in which one price was changed is refused, and nothing is restored."""
    damaged = folder.parent / "damaged.zip"
    with zipfile.ZipFile(make(running, folder)) as old, zipfile.ZipFile(damaged, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace("白牡丹 77 ".encode(), "白牡丹 78 ".encode()))
    with pytest.raises(backup.BackupDamaged):
        backup.restore(damaged, empty, folder.parent / "new", prepare)
    assert contents(empty) == []


def test_refuses_what_is_no_backup(empty_database: Database, tmp_path: Path) -> None:
    """Another file, or half a backup, is refused with a sentence."""
    other = tmp_path / "picture.zip"
    other.write_bytes(b"not a zip")
    with pytest.raises(backup.NotABackup):
        backup.restore(other, empty_database, tmp_path, prepare)


def test_leaves_no_half_archive(
    running: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backup that fails on the way leaves no file that looks whole."""

    def full_disk(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full_disk)
    with pytest.raises(OSError, match="No space left"):
        make(running, folder)
    assert not (folder.parent / "backup.zip").exists()
