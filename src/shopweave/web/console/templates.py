"""Templates and texts of the console, read once."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from shopweave.foundation.i18n import Catalogue, Formats, Translator
from shopweave.foundation.money import Money
from shopweave.web import assets
from shopweave.web.console import charts
from shopweave.web.console.names import called

FOLDER = Path(__file__).parent
_STRONG = re.compile(r"\*\*(.+?)\*\*")


@cache
def catalogue() -> Catalogue:
    """Every text of the console, from the texts.toml beside each page."""
    return Catalogue.load(sorted(FOLDER.rglob("texts.toml")))


@cache
def environment() -> Environment:
    """The template engine: escapes everything, and fails on a name that is not there."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"asset": assets.address, "charts": charts, "Money": Money}
    made.filters |= {
        "called": called,
        "initials": initials,
        "labelled": labelled,
        "money": money,
        "figures": figures,
    }
    return made


def rich(say: Translator) -> Callable[..., Markup]:
    """Return a voice for HTML: `**words**` of a text become strong, values are escaped."""

    def spoken(key: str, **values: Any) -> Markup:
        text = _STRONG.sub(r"<b>\1</b>", str(escape(say.form(key, values))))
        shown = {
            name: value if isinstance(value, Markup) else escape(say.written({name: value})[name])
            for name, value in values.items()
        }
        return Markup(text).format(**shown)  # noqa: S704 - escaped above

    return spoken


def initials(name: str) -> str:
    """Return what stands in for a picture: ML for Mara Lind, 林 for 林小满."""
    words: list[str] = re.findall(r"\w+", name)
    if not words:
        return "·"
    if not words[0].isascii():
        return words[0][0]
    return "".join(word[0] for word in words[:2]).upper()


def labelled(values: Iterable[str], say: Translator, prefix: str) -> list[tuple[str, str]]:
    """Return each value with its text, for a select; a value without one stands for itself."""
    keys = ((value, prefix + value) for value in values)
    return [(value, say(key) if key in catalogue() else value) for value, key in keys]


def money(amount: Money, formats: Formats) -> str:
    """Return money at a glance."""
    return formats.about(amount)


def figures(rows: Iterable[Iterable[object]], formats: Formats) -> list[list[str]]:
    """Return rows of a table as people write their days, counts and money."""
    return [[_figure(cell, formats) for cell in row] for row in rows]


def _figure(cell: object, formats: Formats) -> str:
    match cell:
        case Money():
            return formats.about(cell)
        case date():
            return formats.date(cell)
        case int() | float():
            return formats.number(cell)
    return str(cell)
