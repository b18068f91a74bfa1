"""One reader's voice: texts of a catalogue in his language, with values as he writes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from shopweave.foundation.i18n.catalogue import Catalogue
from shopweave.foundation.i18n.formats import Formats
from shopweave.foundation.money import Money


@dataclass(frozen=True, slots=True)
class Translator:
    """Call it with a key and values: numbers, money and moments are written in the language."""

    catalogue: Catalogue
    formats: Formats

    def __call__(self, key: str, **values: Any) -> str:
        """Return the text with its values. `count` chooses the plural. Raises `UnknownText`."""
        text = self.form(key, values)
        return text.format_map(self.written(values)) if values else text

    def form(self, key: str, values: Mapping[str, Any]) -> str:
        """Return the text with its `{values}` still open, so that a page may escape both."""
        text = self.catalogue.text(key, self.formats.language)
        if isinstance(text, str):
            return text
        return text.get(self.formats.locale.plural_form(values.get("count", 0)), text["other"])

    def written(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Each value as the reader writes it."""
        return {name: self._written(value) for name, value in values.items()}

    def _written(self, value: Any) -> str:
        match value:
            case bool():
                return str(value)
            case int() | float() | Decimal():
                return self.formats.number(value)
            case Money():
                return self.formats.about(value)
            case datetime():
                return self.formats.moment(value)
        return str(value)
