"""The key file is made once, kept to its owner, and refused when others can read it."""

import stat
from pathlib import Path

import pytest

from shopweave.trust.vault import KeyFileUnsafe, Keyring
from shopweave.trust.vault.errors import KeyFileBroken
from shopweave.trust.vault.keyring import _create


def test_makes_a_file_for_its_owner_alone(tmp_path: Path) -> None:
    """A new file can be read by nobody else, and is the same keyring next time."""
    file = tmp_path / "data" / "installation.key"
    first = Keyring.open(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert Keyring.open(file).secret("audit") == first.secret("audit")
    assert first.secret("audit") != first.secret("index email")


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620])
def test_refuses_a_file_that_others_can_read(tmp_path: Path, mode: int) -> None:
    """A key that leaked to other users of the machine is not used."""
    file = tmp_path / "installation.key"
    Keyring.open(file)
    file.chmod(mode)
    with pytest.raises(KeyFileUnsafe):
        Keyring.open(file)


@pytest.mark.parametrize("text", ["", "zz" * 32, "ab" * 31, "ab" * 32 + "\nbroken"])
def test_refuses_a_damaged_file(tmp_path: Path, text: str) -> None:
    """A damaged key is named, not replaced: what it sealed would be lost."""
    file = tmp_path / "installation.key"
    file.write_text(text)
    file.chmod(0o600)
    with pytest.raises(KeyFileBroken):
        Keyring.open(file)


def test_a_second_process_takes_the_first_ones_file(tmp_path: Path) -> None:
    """Whoever comes a moment later uses what is there."""
    file = tmp_path / "installation.key"
    first = Keyring.open(file)
    _create(file)
    assert Keyring.open(file).secret("audit") == first.secret("audit")


def test_a_file_with_one_key_serves(tmp_path: Path) -> None:
    """One key for both purposes opens what it wrapped, also after a new one was added."""
    file = tmp_path / "installation.key"
    file.touch(mode=0o600)
    file.write_text("ab" * 32)
    ring = Keyring.open(file)
    wrapped = ring.wrap("0" * 32, b"k" * 32)
    ring.renew({wrapped[:8]})
    assert ring.unwrap("0" * 32, wrapped) == b"k" * 32
    assert not ring.is_current(wrapped)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
