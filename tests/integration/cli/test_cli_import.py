"""Files come in, are listed, told about and taken back on the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from shopweave.cli import cli
from shopweave.connectors.files.errors import MissingColumns


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Three orders, one of them with a price below zero."""
    rows = ["order,product,quantity,price,time,customer"]
    rows += [f"{n},p{n},1,{price},2024-01-0{n},c{n}" for n, price in ((1, 2), (2, 3), (3, -1))]
    file = tmp_path / "orders.csv"
    file.write_text("\n".join(rows) + "\n")
    return file


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command on a shop of this test."""
    monkeypatch.setenv("SHOPWEAVE_DATA", str(tmp_path / "data"))

    def told(*words: str) -> Result:
        found = CliRunner().invoke(cli, list(words))
        if found.exception is not None and not isinstance(found.exception, SystemExit):
            raise found.exception
        return found

    return told


def test_the_way_of_a_file(run: Callable[..., Result], tmp_path: Path, path: Path) -> None:
    """Checked, imported, listed, told with its refused rows, and taken back."""
    assert "Nothing was written" in run("import", "auto", str(path), "--dry-run").stdout
    told = json.loads(run("import", "auto", str(path), "--json").stdout)
    assert told["report"]["stages"]["orders"]["created"] == 2
    assert "below zero" in told["refused_rows"][0]
    (listed,) = json.loads(run("imports", "list", "--json").stdout)["imports"]
    assert (listed["id"], listed["state"], listed["file"]) == (told["import"], "done", "orders.csv")
    assert told["import"] in run("imports", "list").stdout
    sheet = tmp_path / "refused.csv"
    shown = run("imports", "report", told["import"], "--rejected", str(sheet)).stdout
    assert "1 of 3 rows refused" in shown
    assert sheet.read_text("utf-8").splitlines()[1].startswith("4,price,'-1,negative_price,")
    undone = json.loads(run("imports", "undo", told["import"], "--json").stdout)
    assert undone["removed"] == 6
    assert run("audit", "verify").exit_code == 0


def test_a_wrong_column_is_a_sentence(run: Callable[..., Result], path: Path) -> None:
    """What cannot be used at all is a problem, which the command prints as one sentence."""
    path.write_text("a,b\n1,2\n")
    with pytest.raises(MissingColumns, match="name it with --columns"):
        run("import", "orders", str(path))
