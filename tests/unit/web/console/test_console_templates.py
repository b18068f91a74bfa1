"""Texts, assets and icons that the pages name exist."""

import re
import tomllib
from pathlib import Path

import pytest
from markupsafe import Markup

from shopweave.foundation.i18n import LANGUAGES, Catalogue, Formats, Translator
from shopweave.web import assets
from shopweave.web.console import templates

CONSOLE = templates.FOLDER
ROOT = Path(__file__).parents[4]
SOURCES = [*CONSOLE.rglob("*.html"), *CONSOLE.rglob("*.py")]
SPOKEN = re.compile(r"""\b(?:t|rich|say)\(\s*["']([a-z_]+(?:\.[a-z0-9_]+)+)["']\s*[,)]""")


def named(pattern: str) -> set[str]:
    """Everything that the pages name in this way."""
    return {name for file in SOURCES for name in re.findall(pattern, file.read_text("utf-8"))}


def test_every_text_exists() -> None:
    """Each key that a page speaks is in a catalogue, in both languages."""
    used = {key for file in SOURCES for key in SPOKEN.findall(file.read_text("utf-8"))}
    assert sorted(key for key in used if key not in templates.catalogue()) == []
    assert len(used) > 10


@pytest.mark.parametrize("key", sorted(templates.catalogue().texts))
def test_both_languages_take_the_same_values(key: str) -> None:
    """A value named in one language is named in the other."""
    english, chinese = (
        set(re.findall(r"{(\w+)}", str(templates.catalogue().texts[key][language])))
        for language in LANGUAGES
    )
    assert english == chinese


def test_every_asset_exists() -> None:
    """Each file that a page names lies in static/: `python hatch_build.py` brings the vendors'."""
    files = named(r"""asset\(["']([^"']+)["']\)""")
    assert sorted(name for name in files if not (assets.FOLDER / name).is_file()) == []
    assert "vendor/htmx.js" in files


def test_every_icon_is_in_the_sprite() -> None:
    """Each icon that a page names is one of those taken from the icon package."""
    plan = tomllib.loads((ROOT / "vendor.toml").read_text("utf-8"))
    direct = named(r"""\bicon\(["']([a-z0-9-]+)["']""") | named(r"""empty\(["']([a-z0-9-]+)["']""")
    assert direct - set(plan["icons"]["names"]) == set()
    assert direct


def test_rich_texts_escape_their_values(tmp_path: Path) -> None:
    """Stars make words strong; a value is text, whatever it holds."""
    file = tmp_path / "texts.toml"
    file.write_text('[a]\nen = "**{name}** <sells>"\nzh = "**{name}**"\n', "utf-8")
    say = templates.rich(Translator(Catalogue.load([file]), Formats("en")))
    assert say("a", name="<script>") == "<b>&lt;script&gt;</b> &lt;sells&gt;"
    assert say("a", name=Markup("<i>x</i>")) == "<b><i>x</i></b> &lt;sells&gt;"


@pytest.mark.parametrize(
    ("name", "short"), [("Mara Lind", "ML"), ("林小满", "林"), ("", "·"), ("<x", "X")]
)
def test_initials(name: str, short: str) -> None:
    """Two letters, or one Chinese character, stand for a name."""
    assert templates.initials(name) == short
