"""Settings come from the command line, the environment, a file, in this order."""

from pathlib import Path

import pytest

from shopweave.settings import Settings


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"SHOPWEAVE_{name.upper()}", raising=False)


def test_stays_on_this_machine_by_default(tmp_path: Path) -> None:
    """Unconfigured, it listens on loopback and keeps SQLite in its data folder."""
    settings = Settings(data=tmp_path)
    assert settings.host == "127.0.0.1"
    assert settings.database_url == f"sqlite:///{tmp_path / 'shopweave.db'}"


def test_reads_the_file_in_the_data_folder(tmp_path: Path) -> None:
    """`shopweave.toml` in the data folder sets what nothing else sets."""
    (tmp_path / "shopweave.toml").write_text('port = 9000\nlanguage = "zh"\n')
    settings = Settings(data=tmp_path, language="en")
    assert (settings.port, settings.language) == (9000, "en")


def test_prefers_the_environment_to_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An environment variable wins over the file."""
    (tmp_path / "shopweave.toml").write_text("port = 9000\n")
    monkeypatch.setenv("SHOPWEAVE_PORT", "9001")
    assert Settings(data=tmp_path).port == 9001
