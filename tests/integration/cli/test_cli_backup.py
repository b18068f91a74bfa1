"""A shop is carried away and brought back on the command line, and told when it is ill."""

import json
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from shopweave import decisions
from shopweave.app import Shopweave
from shopweave.cli import cli
from shopweave.commerce import sources
from shopweave.commerce.customers import Identity, IdentityKind
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.sources import SourceDraft
from shopweave.decisions import Decision
from shopweave.foundation.backup import PlaceNotEmpty, opened
from shopweave.foundation.checks import PortBusy
from shopweave.settings import Settings
from shopweave.trust.permissions import SYSTEM

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on the shop in the folder of this name."""

    def run(place: str, *words: str) -> Result:
        monkeypatch.setenv("SHOPWEAVE_DATA", str(tmp_path / place))
        return CliRunner().invoke(cli, list(words))

    return run


def decide(tmp_path: Path) -> tuple[str, str]:
    """Let the first shop decide something for a new customer; returns both ids."""
    anna = Identity(IdentityKind.EMAIL, "anna@example.org")
    with closing(Shopweave(Settings(data=tmp_path / "old"))) as shop, shop.database.write() as tx:
        source = sources.ensure(tx, SourceDraft("till", "till", "EUR"), NOON)
        customer = str(shop.directory.resolve(tx, Delivery(source.id, NOON), [anna]))
        made = Decision("recommend.home", "customer", customer, NOON, {"items": ["tea"]})
        return decisions.record(tx, made), customer


@pytest.mark.slow
def test_moves_to_another_place(run: Run, tmp_path: Path) -> None:
    """Backed up with its keys and restored elsewhere, the shop is the same; but only once."""
    made, _ = decide(tmp_path)
    file = str(tmp_path / "shop.zip")
    assert run("old", "backup", file, "--with-keys").exit_code == 0
    assert run("new", "restore", file, "--json").exit_code == 0
    with closing(Shopweave(Settings(data=tmp_path / "new"))) as shop, shop.database.read() as tx:
        assert decisions.find(tx, made).items == ("tea",)
    key = "installation.key"
    assert (tmp_path / "new" / key).read_bytes() == (tmp_path / "old" / key).read_bytes()
    assert isinstance(run("new", "restore", file).exception, PlaceNotEmpty)


def test_keeps_keys_apart(run: Run, tmp_path: Path) -> None:
    """Without being asked for, the key file is not in the backup, and the command says so."""
    run("old", "migrate")
    told = run("old", "backup", str(tmp_path / "shop.zip"))
    assert "installation.key" in told.output
    with opened(tmp_path / "shop.zip") as (archive, _):
        assert not [name for name in archive.namelist() if name.endswith(".key")]


@pytest.mark.slow
def test_erases_again_after_a_restore(run: Run, tmp_path: Path) -> None:
    """Who was erased after the backup was made is erased again when it comes back."""
    made, customer = decide(tmp_path)
    file = str(tmp_path / "shop.zip")
    run("old", "backup", file)
    with closing(Shopweave(Settings(data=tmp_path / "old"))) as shop:
        with shop.database.write() as tx:
            shop.trust.personal_data.erase(tx, SYSTEM, customer, NOON)
        for part in ("shopweave.db", "shopweave.db-wal", "shopweave.db-shm"):
            (tmp_path / "old" / part).unlink(missing_ok=True)
    assert json.loads(run("old", "restore", file, "--json").stdout)["erased_again"] == 1
    with closing(Shopweave(Settings(data=tmp_path / "old"))) as shop, shop.database.read() as tx:
        assert decisions.find(tx, made).subject_id == "erased"


def test_migrates_a_new_place(run: Run) -> None:
    """A place without tables gets them; a second run has nothing to do."""
    first = json.loads(run("old", "migrate", "--json").stdout)
    again = json.loads(run("old", "migrate", "--json").stdout)
    assert (first["before"], first["after"]) == ("", again["before"])


def test_finds_a_healthy_shop(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The doctor finds nothing in a new shop."""
    monkeypatch.setenv("SHOPWEAVE_PORT", "18099")
    told = run("old", "doctor", "--json")
    assert told.exit_code == 0
    assert all(one["ok"] for one in json.loads(told.stdout)["findings"])


def test_names_the_illness(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A finding has its sentence with the remedy, and the exit status tells of it."""
    monkeypatch.setattr(
        "shopweave.foundation.checks.port_is_ours", lambda _host, port: lambda: PortBusy(port=port)
    )
    monkeypatch.setenv("SHOPWEAVE_PORT", "18099")
    told = run("old", "doctor")
    assert told.exit_code == 2
    assert "port 18099: stop it, or choose another" in told.output
