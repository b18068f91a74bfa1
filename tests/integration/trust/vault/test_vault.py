"""Personal fields are sealed in the database, and destroyed for good with their key."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, LargeBinary, MetaData, String, Table, func, select

from shopweave import schema
from shopweave.foundation import ids
from shopweave.foundation.clock import ManualClock
from shopweave.foundation.database import Database
from shopweave.trust.vault import KeyDestroyed, Keyring, Plain, Sealed, Unreadable, Vault
from shopweave.trust.vault.tables import customer_keys

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
contacts = Table(
    "test_contacts",
    MetaData(),
    Column("id", String(32), primary_key=True),
    Column("email", LargeBinary),
    Column("email_index", LargeBinary),
)
EMAIL = "canary-8f3a1c@example.org"


@pytest.fixture
def clock() -> ManualClock:
    """A clock that stands still."""
    return ManualClock(NOW)


@pytest.fixture
def keyring() -> Keyring:
    """The installation's keys."""
    return Keyring.generate()


@pytest.fixture
def vault(keyring: Keyring, clock: ManualClock) -> Vault:
    """A vault of this process."""
    return Vault(keyring, clock)


def test_seals_and_opens(database: Database, vault: Vault) -> None:
    """A text comes back, in the transaction that made the key and in later ones."""
    customer = ids.new()
    with database.write() as tx:
        value = vault.seal(tx, customer, "a.email", "1", EMAIL)
        assert vault.open(tx, "a.email", "1", value) == EMAIL
    with database.read() as tx:
        assert vault.open(tx, "a.email", "1", value) == EMAIL


def test_another_process_opens_it(
    database: Database, vault: Vault, keyring: Keyring, clock: ManualClock
) -> None:
    """The key stands in the database, not in one process's memory."""
    with database.write() as tx:
        value = vault.seal(tx, ids.new(), "a.email", "1", EMAIL)
    with database.read() as tx:
        assert Vault(keyring, clock).open(tx, "a.email", "1", value) == EMAIL


def test_a_rolled_back_key_is_never_used(database: Database, vault: Vault) -> None:
    """What is sealed after a failed transaction opens after a restart."""
    customer = ids.new()

    def fail() -> None:
        with database.write() as tx:
            vault.seal(tx, customer, "a.email", "1", EMAIL)
            vault.seal(tx, customer, "a.email", "2", EMAIL)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with database.write() as tx:
        value = vault.seal(tx, customer, "a.email", "1", EMAIL)
    with database.read() as tx:
        assert tx.scalar(select(func.count()).select_from(customer_keys)) == 1
        fresh = Vault(vault._keyring, vault._clock)
        assert fresh.open(tx, "a.email", "1", value) == EMAIL


def test_seals_thousands_at_once(database: Database, vault: Vault) -> None:
    """An import's customers all get their own key."""
    plains = [Plain(ids.new(), "a.email", str(n), f"{n}@example.org") for n in range(2500)]
    with database.write() as tx:
        values = vault.seal_many(tx, plains)
    with database.read() as tx:
        assert tx.scalar(select(func.count()).select_from(customer_keys)) == 2500
        sealed = [Sealed("a.email", p.row, v) for p, v in zip(plains, values, strict=True)]
        assert vault.open_many(tx, sealed) == [plain.text for plain in plains]


def test_swapped_values_do_not_open(database: Database, vault: Vault) -> None:
    """A ciphertext copied to another row, column or customer is unreadable."""
    anna, bert = ids.new(), ids.new()
    with database.write() as tx:
        one = vault.seal(tx, anna, "a.email", "1", "anna@example.org")
        two = vault.seal(tx, bert, "a.email", "2", "bert@example.org")
        for place, row, value in [
            ("a.email", "2", one),
            ("a.email", "1", two),
            ("a.phone", "1", one),
            ("a.email", "2", two[:1] + bytes.fromhex(anna) + two[17:]),
        ]:
            with pytest.raises(Unreadable):
                vault.open(tx, place, row, value)


def test_a_wrapped_key_serves_its_customer_alone(database: Database, vault: Vault) -> None:
    """Copying one customer's wrapped key over another's opens nothing."""
    anna, bert = ids.new(), ids.new()
    with database.write() as tx:
        value = vault.seal(tx, anna, "a.email", "1", EMAIL)
        vault.seal(tx, bert, "a.email", "2", EMAIL)
        keys = customer_keys.c
        berts = tx.scalar(select(keys.wrapped).where(keys.customer_id == bert))
        mine = customer_keys.update().where(keys.customer_id == anna)
        tx.execute(mine.values(wrapped=berts))
    with database.read() as tx, pytest.raises(Unreadable):
        Vault(vault._keyring, vault._clock).open(tx, "a.email", "1", value)


def test_destroying_is_final(database: Database, vault: Vault) -> None:
    """After it nothing opens, and nothing can be sealed for that customer again."""
    customer = ids.new()
    with database.write() as tx:
        value = vault.seal(tx, customer, "a.email", "1", EMAIL)
    with database.write() as tx:
        assert vault.destroy(tx, [customer, ids.new()]) == 2
    with database.write() as tx:
        assert vault.open_many(tx, [Sealed("a.email", "1", value)]) == [None]
        with pytest.raises(KeyDestroyed):
            vault.open(tx, "a.email", "1", value)
        with pytest.raises(KeyDestroyed):
            vault.seal(tx, customer, "a.email", "1", EMAIL)


def test_other_processes_forget_within_a_second(
    database: Database, vault: Vault, keyring: Keyring, clock: ManualClock
) -> None:
    """A key that another process remembers is forgotten when its customer is erased."""
    other, customer = Vault(keyring, clock), ids.new()
    with database.write() as tx:
        value = vault.seal(tx, customer, "a.email", "1", EMAIL)
        other.open(tx, "a.email", "1", value)
    with database.read() as tx:
        assert other.open(tx, "a.email", "1", value) == EMAIL
    with database.write() as tx:
        vault.destroy(tx, [customer])
    clock.forward(timedelta(seconds=0.9))
    with database.read() as tx, pytest.raises(KeyDestroyed):
        other.open(tx, "a.email", "1", value)


def test_a_new_installation_key_takes_over(
    database: Database, clock: ManualClock, tmp_path: Path
) -> None:
    """After a rekey all values open in every process, and not with the old key alone."""
    file = tmp_path / "installation.key"
    vault, other = Vault(Keyring.open(file), clock), Vault(Keyring.open(file), clock)
    stolen = tmp_path / "stolen.key"
    shutil.copy2(file, stolen)
    plains = [Plain(ids.new(), "a.email", str(n), str(n)) for n in range(2100)]
    with database.write() as tx:
        values = vault.seal_many(tx, plains)
    index = vault.index("email", EMAIL)
    assert vault.rekey(database) == 2100
    sealed = [Sealed("a.email", p.row, v) for p, v in zip(plains, values, strict=True)]
    with database.write() as tx:
        assert other.open_many(tx, sealed) == [plain.text for plain in plains]
        late = other.seal(tx, ids.new(), "a.email", "late", EMAIL)
    assert Vault(Keyring.open(file), clock).index("email", EMAIL) == index
    with database.read() as tx, pytest.raises(Unreadable):
        Vault(Keyring.open(stolen), clock).open(tx, "a.email", "0", values[0])
    assert vault.rekey(database) == 2101
    with database.read() as tx:
        assert other.open(tx, "a.email", "late", late) == EMAIL
    assert len(file.read_text().split()) == 3


def test_indexes_differ_by_purpose_and_installation(vault: Vault, clock: ManualClock) -> None:
    """The same e-mail as login and as contact, or in another shop, looks different."""
    elsewhere = Vault(Keyring.generate(), clock)
    hashes = {
        vault.index("email", EMAIL),
        vault.index("login", EMAIL),
        elsewhere.index("email", EMAIL),
    }
    assert len(hashes) == 3
    assert vault.index("email", EMAIL) in hashes


def test_the_raw_files_hold_no_plain_text(sqlite_url: str, tmp_path: Path, vault: Vault) -> None:
    """Neither the database file nor its log contains a sealed e-mail."""
    database = Database.open(sqlite_url)
    schema.create(database)
    contacts.create(database.engine)
    with database.write() as tx:
        for number in range(200):
            row, email = ids.new(), f"{number}-{EMAIL}"
            values = {
                "id": row,
                "email": vault.seal(tx, row, "test_contacts.email", row, email),
                "email_index": vault.index("email", email),
            }
            tx.execute(contacts.insert(), values)
    raw = b"".join(file.read_bytes() for file in tmp_path.iterdir() if file.is_file())
    database.close()
    assert b"test_contacts" in raw
    assert b"canary" not in raw


def test_an_old_backup_without_the_key_file_tells_nothing(
    sqlite_url: str, tmp_path: Path, vault: Vault, clock: ManualClock
) -> None:
    """A stolen copy of the database opens with no other installation's key."""
    database = Database.open(sqlite_url)
    schema.create(database)
    with database.write() as tx:
        value = vault.seal(tx, ids.new(), "a.email", "1", EMAIL)
    database.close()
    shutil.copy(tmp_path / "shop.db", tmp_path / "stolen.db")
    stolen = Database.open(f"sqlite:///{tmp_path / 'stolen.db'}")
    with stolen.read() as tx, pytest.raises(Unreadable):
        Vault(Keyring.generate(), clock).open(tx, "a.email", "1", value)
    stolen.close()


Texts = st.lists(st.tuples(st.integers(0, 3), st.text(max_size=30)), max_size=8)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(Texts, st.sets(st.integers(0, 3)))
def test_only_the_erased_are_gone(
    database: Database, vault: Vault, texts: list[tuple[int, str]], erased: set[int]
) -> None:
    """Whoever is erased, exactly the others' texts come back."""
    people = [ids.new() for _ in range(4)]
    plains = [Plain(people[who], "a.b", str(n), text) for n, (who, text) in enumerate(texts)]
    with database.write() as tx:
        values = vault.seal_many(tx, plains)
        vault.destroy(tx, [people[who] for who in erased])
    with database.read() as tx:
        sealed = [Sealed("a.b", str(n), value) for n, value in enumerate(values)]
        opened = vault.open_many(tx, sealed)
    assert opened == [None if who in erased else text for who, text in texts]
