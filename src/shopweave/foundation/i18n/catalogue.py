"""Texts read from TOML files beside their pages: a key, and one text for each language."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shopweave.foundation.i18n.errors import BrokenCatalogue, UnknownText
from shopweave.foundation.i18n.languages import LANGUAGES

# A text, or its plural forms: {"one": "1 order", "other": "{count} orders"}.
Text = str | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every text of the product by its dotted key, in each language."""

    texts: Mapping[str, Mapping[str, Text]]

    @classmethod
    def load(cls, files: list[Path]) -> "Catalogue":
        """Read the files. Raises `BrokenCatalogue` for a doubled key or a missing language."""
        texts: dict[str, Mapping[str, Text]] = {}
        for file in files:
            for key, forms in _entries("", tomllib.loads(file.read_text("utf-8"))):
                _check(file, key, forms, doubled=key in texts)
                texts[key] = forms
        return cls(texts)

    def text(self, key: str, language: str) -> Text:
        """Return the text or its plural forms. Raises `UnknownText`."""
        try:
            return self.texts[key][language]
        except KeyError as error:
            raise UnknownText(key=key) from error

    def __contains__(self, key: str) -> bool:
        return key in self.texts


def _entries(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Text]]]:
    if any(_is_text(table.get(language)) for language in LANGUAGES):
        yield prefix.removesuffix("."), table
        return
    for name, inner in table.items():
        if not isinstance(inner, dict):
            raise BrokenCatalogue(key=prefix + name, file="a catalogue", fault="has no language")
        yield from _entries(f"{prefix}{name}.", inner)


def _is_text(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, dict) and "other" in value)


def _check(file: Path, key: str, forms: Mapping[str, Text], *, doubled: bool) -> None:
    missing = LANGUAGES.keys() - forms.keys()
    if missing:
        fault = f"is missing in: {', '.join(sorted(missing))}"
        raise BrokenCatalogue(key=key, file=file.name, fault=fault)
    if doubled:
        raise BrokenCatalogue(key=key, file=file.name, fault="is defined twice")
