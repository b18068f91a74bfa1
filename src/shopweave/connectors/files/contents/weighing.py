"""Weights of a product file, whose unit stands in the cell, beside it, or in the column's name."""

import re
from dataclasses import dataclass

from shopweave.commerce import catalog
from shopweave.connectors.files.contents.rows import Record

_HEAVIEST_FRACTION = 100.0
_THOUSANDS = re.compile(r",(?=\d{3}$)")
_NOTHING = ("", "-", "0", "n/a", "nan", "none", "null")


@dataclass(slots=True)
class Weighing:
    """Reads weights. column: its name in the file.

    A file that names no unit at all is in kilograms when it has fractions and nothing above 100,
    else in grams; `assumed` is that unit, "" where no cell needed one.
    """

    column: str
    _most: float = 0.0
    _broken: bool = False

    @property
    def assumed(self) -> str:
        """The unit of cells that no unit stands beside."""
        if not self._most:
            return ""
        return "kg" if self._broken and self._most <= _HEAVIEST_FRACTION else "g"

    def look_at(self, record: Record) -> bool:
        """Whether the row's weight is one, or is left open."""
        text = _text(record)
        if not text:
            return True
        if not self._unit(record) and (figure := _bare(text)):
            self._most, whole = max(self._most, figure), figure.is_integer()
            self._broken |= not whole
            return figure <= catalog.LARGEST_WEIGHT
        return catalog.grams_told(text, self._unit(record)) is not None

    def grams(self, record: Record) -> int | None:
        """What the row's product weighs."""
        text = _text(record)
        return catalog.grams_told(text, self._unit(record) or self.assumed or "g") if text else None

    def _unit(self, record: Record) -> str:
        """The column's own name counts first: some files have a unit that is for display only."""
        return catalog.unit_named(self.column) or str(record.get("weight_unit") or "").strip()


def _text(record: Record) -> str:
    """The cell; 0 is what shops export where nobody entered a weight."""
    text = str(record.get("weight") or "").strip()
    bare = text.rstrip("0").rstrip(".,") if text[:2] in {"0.", "0,"} else text
    return "" if bare.casefold() in _NOTHING else text


def _bare(text: str) -> float | None:
    """The number of a cell that is nothing but a number."""
    try:
        figure = float(_THOUSANDS.sub("", text).replace(",", "."))
    except ValueError:
        return None
    return figure if figure > 0 else None
