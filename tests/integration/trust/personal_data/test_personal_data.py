"""A customer sees everything that is known, and can have it erased for good."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from shopweave import schema
from shopweave.foundation import ids, outbox
from shopweave.foundation.clock import ManualClock
from shopweave.foundation.database import Database, Transaction
from shopweave.trust import audit, consent
from shopweave.trust.consent import Purpose, State, Statement
from shopweave.trust.permissions import SYSTEM
from shopweave.trust.personal_data import Handler, PersonalData, Tombstones
from shopweave.trust.vault import KeyDestroyed, Keyring, Vault

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ANNA, ALIAS, BERT = ids.new(), ids.new(), ids.new()


class Notes:
    """A room that remembers a sentence about each customer."""

    def __init__(self, notes: dict[str, str]) -> None:
        self.notes = notes
        self.handler = Handler("notes", frozenset({"notes"}), self._export, self._erase)

    def _export(self, _tx: Transaction, customer: str) -> list[dict[str, Any]]:
        return [{"note": self.notes[customer]}] if customer in self.notes else []

    def _erase(self, _tx: Transaction, customer: str) -> int:
        return 1 if self.notes.pop(customer, None) else 0


@pytest.fixture
def notes() -> Notes:
    """Two pseudonyms of Anna, and Bert."""
    return Notes({ANNA: "likes tea", ALIAS: "bought a pot", BERT: "likes coffee"})


@pytest.fixture
def vault() -> Vault:
    """A vault of this installation."""
    return Vault(Keyring.generate(), ManualClock(NOON))


@pytest.fixture
def personal_data(notes: Notes, vault: Vault, tmp_path: Path) -> PersonalData:
    """The rooms' handlers; Anna was merged from two pseudonyms."""
    return PersonalData(
        [consent.PERSONAL_DATA, notes.handler],
        vault,
        Tombstones(tmp_path / "erased.log"),
        aliases=lambda _tx, customer: [ANNA, ALIAS] if customer in (ANNA, ALIAS) else [customer],
    )


def test_exports_everything(database: Database, personal_data: PersonalData) -> None:
    """An export holds the rows of every room under every pseudonym, and is audited."""
    granted = Statement(ALIAS, Purpose.MARKETING, State.GRANTED, NOON)
    with database.write() as tx:
        consent.record(tx, granted)
    export = personal_data.export(database, SYSTEM, ANNA, NOON)
    with database.read() as tx:
        assert export.customers == [ANNA, ALIAS]
        assert export.data["notes"] == [{"note": "likes tea"}, {"note": "bought a pot"}]
        assert [row["purpose"] for row in export.data["consent"]] == ["marketing"]
        (entry,) = audit.search(tx, f"customer:{ANNA}")
        assert entry.action == "customer.exported"


def test_erases_the_whole_person(
    database: Database, personal_data: PersonalData, notes: Notes, vault: Vault
) -> None:
    """Rows, keys and every pseudonym are gone; others stay; it is audited and told."""
    with database.write() as tx:
        annas = vault.seal(tx, ALIAS, "a.email", "1", "anna@example.org")
        berts = vault.seal(tx, BERT, "a.email", "2", "bert@example.org")
    with database.write() as tx:
        erasure = personal_data.erase(tx, SYSTEM, ANNA, NOON)
    assert erasure.rows == {"consent": 0, "notes": 2}
    assert notes.notes == {BERT: "likes coffee"}
    with database.read() as tx:
        with pytest.raises(KeyDestroyed):
            vault.open(tx, "a.email", "1", annas)
        assert vault.open(tx, "a.email", "2", berts) == "bert@example.org"
        assert audit.search(tx)[0].action == "customer.erased"
        assert outbox.waiting(tx) == 1


def test_a_failed_erasure_leaves_no_tombstone(
    database: Database, personal_data: PersonalData, tmp_path: Path
) -> None:
    """Only what was committed is written down beside the database."""

    def fail() -> None:
        with database.write() as tx:
            personal_data.erase(tx, SYSTEM, ANNA, NOON)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not (tmp_path / "erased.log").exists()


@pytest.fixture
def shop(sqlite_url: str) -> Iterator[Database]:
    """A database in a file that can be copied."""
    database = Database.open(sqlite_url)
    schema.create(database)
    yield database
    database.close()


def test_an_old_backup_is_erased_again(
    shop: Database, personal_data: PersonalData, vault: Vault, tmp_path: Path
) -> None:
    """A backup from before the erasure, put back, loses the customer at the next start."""
    with shop.write() as tx:
        value = vault.seal(tx, ANNA, "a.email", "1", "anna@example.org")
    shop.close()
    shutil.copy(tmp_path / "shop.db", tmp_path / "backup.db")
    with shop.write() as tx:
        personal_data.erase(tx, SYSTEM, ANNA, NOON)
    restored = Database.open(f"sqlite:///{tmp_path / 'backup.db'}")
    assert personal_data.reapply(restored, NOON) == 2
    assert personal_data.reapply(restored, NOON) == 0
    with restored.read() as tx, pytest.raises(KeyDestroyed):
        vault.open(tx, "a.email", "1", value)
    restored.close()


def test_a_lost_list_is_written_again(
    database: Database, personal_data: PersonalData, tmp_path: Path
) -> None:
    """The file of tombstones is filled from the database when it was lost."""
    with database.write() as tx:
        personal_data.erase(tx, SYSTEM, BERT, NOON)
    (tmp_path / "erased.log").unlink()
    assert personal_data.reapply(database, NOON) == 0
    assert Tombstones(tmp_path / "erased.log").read() == [BERT]


def test_a_broken_line_hides_no_other(tmp_path: Path) -> None:
    """A line cut off by a crash costs neither the lines before nor those after it."""
    tombstones = Tombstones(tmp_path / "erased.log")
    tombstones.add([ANNA], NOON)
    with tombstones.file.open("a") as stream:
        stream.write(BERT[:20])
    tombstones.add([ALIAS], NOON)
    assert tombstones.read() == [ANNA, ALIAS]
