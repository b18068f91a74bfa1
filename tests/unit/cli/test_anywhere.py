"""The folder of all data may be named before a command and behind it."""

import pytest
from typer.testing import CliRunner

from shopweave.cli import cli
from shopweave.cli.anywhere import forward


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("--data here doctor", "--data here doctor"),
        ("up --demo --data here --port 1", "--data here up --demo --port 1"),
        ("sources list --data=here", "--data=here sources list"),
        ("import orders -- --data", "import orders -- --data"),
        ("doctor --data", "--data"),
    ],
)
def test_the_folder_is_found_wherever_it_stands(typed: str, read: str) -> None:
    """Before, behind, with an equals sign; not among the words behind `--`."""
    assert forward(typed.split()) == read.split()


def test_a_forgotten_folder_is_asked_for() -> None:
    """The answer names the option, not a command that is unknown."""
    answer = CliRunner().invoke(cli, forward(["doctor", "--data"]))
    assert answer.exit_code == 2
    assert "--data" in answer.output
    assert "requires an argument" in answer.output
