"""Rows that can be used, their cells read as values; the others refused with their reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Any

from shopweave.connectors.files.reading import Table
from shopweave.connectors.files.recognise import Mapping
from shopweave.connectors.files.types import Chunk, Reason, Rejection
from shopweave.connectors.files.values import (
    Cached,
    DateStyle,
    NumberStyle,
    date_parser,
    date_style,
    identifier,
    likely_currency,
    number_parser,
    number_style,
    text,
)

MOMENTS = frozenset({"time"})
NUMBERS = frozenset(
    {
        "quantity",
        "price",
        "sale_price",
        "amount",
        "rating",
        "cost",
        "compare_at",
        "on_hand",
        "units",
        "rate",
    }
)
IDENTIFIERS = frozenset(
    {"order", "customer", "product", "variant", "sku", "gtin", "group", "place", "loyalty"}
)
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Styles:
    """How this file writes days and decimals, and the currency that its prices show, if any."""

    dates: DateStyle
    decimals: NumberStyle
    currency: str = ""

    def at(self, zone: tzinfo) -> "Styles":
        """The same, with times of that zone."""
        return replace(self, dates=replace(self.dates, zone=zone))

    def settled(self, first: str) -> "Styles":
        """The same; days that the file leaves open begin with `first`, the "day" or the "month"."""
        if self.dates.sure or not first:
            return self
        return replace(self, dates=replace(self.dates, day_first=first == "day", sure=True))


@dataclass(frozen=True, slots=True)
class Rows:
    """Usable rows by field: `values[field][i]` stands in line `lines[i]`."""

    lines: list[int]
    values: dict[str, list[Any]]
    rejected: list[Rejection]


def find_styles(table: Table, mapping: Mapping) -> Styles:
    """Read on until the days are no longer ambiguous; most files say it in their first row."""
    moments = [column for field, column in mapping.fields.items() if field in MOMENTS]
    numbers = [column for field, column in mapping.fields.items() if field in NUMBERS]
    figures: set[object] = set()
    days: set[object] = set()
    for number, chunk in enumerate(table.chunks()):
        if number == 0:
            figures.update(cell for column in numbers for cell in chunk.cells[column])
        days.update(cell for column in moments for cell in chunk.cells[column])
        if date_style(days).sure:
            break
    return Styles(date_style(days), number_style(figures), likely_currency(figures))


class Sieve:
    """Reads chunks of one file with one set of parsers, which remember equal cells."""

    def __init__(
        self, mapping: Mapping, styles: Styles, required: Sequence[str], currency: str = ""
    ) -> None:
        self._mapping, self._required = mapping, frozenset(required)
        self._moments = Cached(date_parser(styles.dates))
        self._numbers = Cached(number_parser(styles.decimals, currency))
        self._identifiers = Cached(identifier)
        self._texts = Cached(text, most=20_000)

    def rows(self, chunk: Chunk) -> Rows:
        """Split the chunk into usable rows and refused ones."""
        values: dict[str, list[Any]] = {}
        faults: dict[int, Rejection] = {}
        for field, column in self._mapping.fields.items():
            cells = chunk.cells[column]
            values[field] = self._read(field, cells)
            for row, reason in _faults(values[field], needed=field in self._required):
                shown = "" if cells[row] is None else str(cells[row])[:_SHOWN]
                faults.setdefault(row, Rejection(chunk.lines[row], column, shown, reason))
        return _without(faults, chunk, values)

    def _read(self, field: str, cells: Iterable[object]) -> list[Any]:
        if field in MOMENTS:
            return list(map(self._moments.__getitem__, cells))
        if field in NUMBERS:
            return list(map(self._numbers.__getitem__, cells))
        if field in IDENTIFIERS:
            return list(map(self._identifiers.__getitem__, cells))
        return list(map(self._texts.__getitem__, cells))


def _faults(values: Sequence[object], *, needed: bool) -> list[tuple[int, Reason]]:
    found = [(row, value) for row, value in enumerate(values) if type(value) is Reason]
    if needed and None in values:
        found += [(row, Reason.MISSING) for row, value in enumerate(values) if value is None]
    return found


def _without(faults: dict[int, Rejection], chunk: Chunk, values: dict[str, list[Any]]) -> Rows:
    if not faults:
        return Rows(chunk.lines, values, chunk.rejected)
    kept = [row for row in range(len(chunk.lines)) if row not in faults]
    return Rows(
        [chunk.lines[row] for row in kept],
        {field: [column[row] for row in kept] for field, column in values.items()},
        [*chunk.rejected, *faults.values()],
    )
