"""The shell is whole: every file it names exists, every word it says stands in both languages."""

import json
import re

from shopweave.web.till import shell

SAID = re.compile(r"""say\((?:[^()"']*\? )?"([\w.]+)"(?: : "([\w.]+)")?""")
IMPORTED = re.compile(r'from "(\./|\.\./)([\w/]+\.js)"')
SCRIPTS = {path: path.read_text() for path in sorted(shell.STATIC.rglob("*.js"))}


def test_every_word_is_in_the_catalogue() -> None:
    """What a script says by a literal key has a text."""
    said = {key for text in SCRIPTS.values() for keys in SAID.findall(text) for key in keys if key}
    assert len(said) > 50
    assert sorted(said - json.loads(shell.texts()).keys()) == []


def test_no_text_is_left_over() -> None:
    """Each text is said by some script, if by a key that is put together."""
    whole = "\n".join(SCRIPTS.values())
    families = set(re.findall(r"`(\w+)\.\$\{", whole))
    texts = json.loads(shell.texts())
    unsaid = [k for k in texts if f'"{k}"' not in whole and k.split(".")[0] not in families]
    assert unsaid == []


def test_the_device_keeps_every_script_that_is_imported() -> None:
    """An import that is not kept would fail without a net."""
    for path, text in SCRIPTS.items():
        for up, name in IMPORTED.findall(text):
            found = (path.parent / up / name).resolve()
            address = f"{shell.HOME}/files/{found.relative_to(shell.STATIC)}"
            assert address in shell.addresses(), f"{path.name} imports {name}"


def test_a_changed_file_is_a_new_version() -> None:
    """The worker names the version and every file, so that an update is seen."""
    told = json.loads(shell.worker().splitlines()[0].removeprefix("const KEEP = ")[:-1])
    assert (told["version"], tuple(told["files"])) == (shell.version(), shell.addresses())
    assert len(shell.version()) == 12
