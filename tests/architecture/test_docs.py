"""What the product offers is documented, in both languages."""

import re
from dataclasses import fields
from pathlib import Path
from string import Formatter

import pytest
import typer
from docs import reference

from shopweave.cli import cli
from shopweave.foundation.preferences import registered
from shopweave.foundation.problems import Problem
from shopweave.settings import Settings

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
LANGUAGES = ["en", "zh"]


def _text(language: str) -> str:
    return "\n".join(path.read_text() for path in sorted((DOCS / language).rglob("*.md")))


def _commands(command: object, name: str) -> list[str]:
    children = getattr(command, "commands", None)
    if children is None:
        return [name]
    return [full for sub, child in children.items() for full in _commands(child, f"{name} {sub}")]


def test_both_languages_have_the_same_pages() -> None:
    """Each English page has a Chinese one, and the other way round."""
    english, chinese = (
        {path.relative_to(DOCS / lang) for path in (DOCS / lang).rglob("*.md")}
        for lang in LANGUAGES
    )
    assert english == chinese


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_documented(language: str) -> None:
    """Each command of the command line appears in the reference."""
    text = _text(language)
    commands = _commands(typer.main.get_command(cli), "shopweave")
    assert [command for command in commands if f"`{command}" not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_setting_is_documented(language: str) -> None:
    """Each setting stands in the reference with its environment variable."""
    text = (DOCS / language / "reference" / "settings.md").read_text()
    names = [f"SHOPWEAVE_{name.upper()}" for name in Settings.model_fields]
    assert [name for name in names if f"`{name}`" not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_errors_is_up_to_date(language: str) -> None:
    """The page of errors says what the code says: run `make reference` after a change."""
    reference.load_everything()
    assert (DOCS / language / "reference" / "errors.md").read_text() == reference.errors(language)


def test_every_error_speaks_chinese() -> None:
    """Each error has a Chinese sentence of its own with the same fields as the English one."""
    reference.load_everything()
    mute = [kind.__name__ for kind in reference.problems() if "zh" not in vars(kind)]
    differing = [
        kind.__name__ for kind in reference.problems() if _fields(kind, "en") != _fields(kind, "zh")
    ]
    assert (mute, differing) == ([], [])


def _fields(kind: type[Problem], language: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(kind.template(language)) if name}


def test_every_link_leads_somewhere() -> None:
    """Each relative link of a page, also of both READMEs, points to a file that exists."""
    pages = [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]
    dead = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in pages
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", path.read_text())
        if not (path.parent / target).exists()
    ]
    assert dead == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_preference_is_documented(language: str) -> None:
    """Each field that a merchant can change stands in the reference with its name."""
    reference.load_everything()
    page = (DOCS / language / "reference" / "preferences.md").read_text()
    missing = [
        f"{name}.{field.name}"
        for name, kind in registered().items()
        if kind.__module__.startswith("shopweave.")
        for field in fields(kind)
        if f"| `{name}` | `{field.name}` |" not in page
    ]
    assert missing == []
