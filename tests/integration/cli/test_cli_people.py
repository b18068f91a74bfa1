"""Staff, keys, customers and the log on the command line."""

import json
import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import update
from typer.testing import CliRunner, Result

from shopweave.app import Shopweave
from shopweave.cli import cli
from shopweave.foundation import ids
from shopweave.foundation.problems import Problem
from shopweave.settings import Settings
from shopweave.trust.audit.tables import audit_entries

PASSWORD = "harbour violet kettle moth"
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in an empty shop."""
    monkeypatch.setenv("SHOPWEAVE_DATA", str(tmp_path))

    def run(*words: str, typed: str = "") -> Result:
        return CliRunner().invoke(cli, list(words), input=typed, catch_exceptions=True)

    return run


def _code(result: Result) -> str:
    assert isinstance(result.exception, Problem)
    return result.exception.code()


def test_staff_come_change_and_go(run: Run) -> None:
    """An account is opened with a typed password, changed, closed and listed."""
    twice = f"{PASSWORD}\n{PASSWORD}\n"
    added = run("user", "add", "anna", "--role", "owner", typed=twice)
    assert added.exit_code == 0
    assert PASSWORD not in added.output
    assert run("user", "add", "bert", "--role", "clerk", "--link").exit_code == 0
    assert run("user", "roles", "bert", "--role", "support", "--role", "courier").exit_code == 0
    assert run("user", "disable", "bert").exit_code == 0
    listed = json.loads(run("user", "list", "--json").stdout)["users"]
    assert [(one["login"], one["roles"]) for one in listed] == [
        ("anna", ["owner"]),
        ("bert", ["support", "courier"]),
    ]
    assert listed[1]["disabled_at"]
    assert run("user", "enable", "bert").exit_code == 0
    assert run("user", "password", "bert", typed=twice).exit_code == 0
    assert "bert" in run("user", "list").output


def test_mistakes_are_named(run: Run) -> None:
    """A weak password, an unknown person and the last owner are problems with a sentence."""
    assert _code(run("user", "add", "a", "--role", "owner", typed="x\nx\n")) == "password-too-short"
    assert _code(run("user", "disable", "nobody")) == "no-such-user"
    run("user", "add", "anna", "--role", "owner", "--link")
    assert _code(run("user", "disable", "anna")) == "last-owner"
    assert _code(run("key", "revoke", "x")) == "no-such-key"


def test_a_link_leads_to_the_console(run: Run) -> None:
    """A forgotten password is helped by a link with the console's address."""
    run("user", "add", "anna", "--role", "owner", "--link")
    printed = run("user", "link", "anna").output
    assert re.search(r"http://127\.0\.0\.1:8080/sign-in/[\w-]{32}$", printed.strip())


def test_keys_are_made_listed_and_revoked(run: Run) -> None:
    """A secret key is printed once; a public one stays visible."""
    made = json.loads(run("key", "create", "ERP", "--scope", "orders.read", "--json").stdout)
    public = run("key", "create", "Shop", "--public").output.strip()
    assert public.startswith("pk_")
    listed = run("key", "list", "--json").stdout
    assert public in listed
    assert made["text"] not in listed
    assert made["key"]["scopes"] == ["orders.read"]
    assert run("key", "revoke", made["key"]["id"]).exit_code == 0
    assert "ended" in run("key", "list").output


@pytest.mark.parametrize("command", ["serve", "up"])
def test_a_new_shop_is_not_shown_to_others(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """Before there is an owner no command listens beyond this machine."""
    monkeypatch.setenv("SHOPWEAVE_HOST", "0.0.0.0")
    monkeypatch.setenv("SHOPWEAVE_PORT", "18093")
    assert _code(run(command)) == "not-set-up"


def test_a_new_installation_key_is_logged(run: Run, tmp_path: Path) -> None:
    """The key file gets another line, and the log says when."""
    run("user", "list")
    before = (tmp_path / "installation.key").read_text()
    assert json.loads(run("rekey", "--json").stdout) == {"customers": 0}
    assert (tmp_path / "installation.key").read_text() != before
    entries = json.loads(run("audit", "list", "--json").stdout)["entries"]
    assert entries[0]["action"] == "installation.rekeyed"


def test_a_customer_nobody_knows_is_named(run: Run) -> None:
    """Neither an unknown e-mail nor an unknown id exports or erases anything."""
    assert _code(run("customer", "export", "nobody@example.org")) == "nobody-found"
    assert _code(run("customer", "erase", ids.new(), "--yes")) == "unknown-customer"
    assert run("customer", "find", "nobody@example.org").output == ""


def test_the_log_is_listed_and_verified(run: Run, tmp_path: Path) -> None:
    """An intact log gives a checkpoint; a changed one is found and named."""
    run("key", "create", "Shop", "--public")
    entries = json.loads(run("audit", "list", "--json").stdout)["entries"]
    assert entries[0]["action"] == "key.created"
    assert entries[0]["actor"].startswith("command line: ")
    verified = run("audit", "verify")
    assert verified.exit_code == 0
    line = verified.stdout.strip().splitlines()[-1]
    assert run("audit", "verify", "--checkpoint", line).exit_code == 0
    with closing(Shopweave(Settings(data=tmp_path))) as shop, shop.database.write() as tx:
        tx.execute(update(audit_entries).values(actor="somebody else"))
    assert _code(run("audit", "verify")) == "log-changed"
