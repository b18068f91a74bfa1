"""A known layout in the form that all else reads: one line per row, one cell per field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from shopweave.connectors.files.extras import Extras
from shopweave.connectors.files.plain import found
from shopweave.connectors.files.presets import Preset
from shopweave.connectors.files.reading import Table
from shopweave.connectors.files.several import Several
from shopweave.connectors.files.types import Reason, Reject, Rejection, Row
from shopweave.connectors.files.values import text

_PARTS, _ANYTHING = " / ", "*"
# What rows belong together by.
_KEYS = ("order", "group", "product")
Source = dict[str, object]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a layout makes of one file.

    table: as it is read on. told: field to column of it. used: columns of the file that count.
    """

    table: Table
    told: dict[str, str]
    used: frozenset[str]


def shape(table: Table, preset: Preset, more: Mapping[str, str]) -> Shape:
    """Bring a file into form; `more` are columns that a person names, which win."""
    there = {name: _there(names, table.columns) for name, names in preset.columns.items()}
    fields = {name: columns for name, columns in there.items() if columns}
    fields |= {name: (column,) for name, column in more.items() if column in table.columns}
    if "amount" in fields and "amount" not in more:
        fields.pop("price", None)  # what was paid for the line goes before what it should cost
    told = _labels(fields)
    reader = _Reader(table, preset, fields, told)
    shaped = Table(table.name, table.form, reader.columns, reader)
    return Shape(shaped, told, frozenset(reader.sources))


def _labels(fields: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Names for the columns of the form, each field its own."""
    told: dict[str, str] = {}
    for name, columns in fields.items():
        label = _PARTS.join(columns)
        told[name] = f"{label} ({name})" if label in told.values() else label
    return told


def _there(names: Sequence[str], columns: Sequence[str]) -> tuple[str, ...]:
    """Columns of those names, in the order of the layout."""
    matches = (found(name, columns) for name in names)
    return tuple(dict.fromkeys(match for match in matches if match is not None))


class _Reader:
    """Rows of a shaped file: those of goods, each followed by the other money of its order."""

    def __init__(
        self, table: Table, preset: Preset, fields: dict[str, tuple[str, ...]], told: dict[str, str]
    ) -> None:
        self._table, self._preset, self._fields, self._told = table, preset, fields, told
        self._only = _by_column(preset.only, table.columns)
        self._returned = _by_column(preset.returned, table.columns)
        self._without = _by_column(preset.without, table.columns)
        self._words = _by_column(preset.words, table.columns)
        self._filled = tuple(filter(None, (found(name, table.columns) for name in preset.filled)))
        self._several = Several.of(preset, table.columns)
        self.extras = Extras.of(preset, table.columns)
        unused = tuple(column for column in table.columns if column not in told.values())
        self.columns = (*dict.fromkeys(told.values()), *unused)

    @property
    def sources(self) -> set[str]:
        """Columns of the file that are looked at."""
        plain = {column for columns in self._fields.values() for column in columns}
        more = {
            *self._only,
            *self._without,
            *self._returned,
            *self._words,
            *self._filled,
            *self.extras.columns,
        }
        return plain | more | set(self._several.columns)

    def rows(self, reject: Reject) -> Iterator[Row]:
        """Yield the line and the cells, the fields first."""
        self.extras.begin()
        key = next((name for name in _KEYS if name in self._fields), "")
        before = _Before(self._fields.get(key, ()), self._filled)
        wanted = sorted(self.sources)
        for chunk in self._table.chunks():
            for rejection in chunk.rejected:
                reject(rejection)
            self.extras.look_at(chunk)
            cells = zip(*(chunk.cells[column] for column in wanted), strict=True)
            for line, values in zip(chunk.lines, cells, strict=True):
                source = before.filled(dict(zip(wanted, values, strict=True)))
                yield from self._lines(line, source, reject)

    def _lines(self, line: int, source: Source, reject: Reject) -> Iterator[Row]:
        if not self._counts(source):
            reject(Rejection(line, "", "", Reason.ASIDE))
            return
        values = {name: self._cell(name, source) for name in self._fields}
        values |= self._several.values(source)
        yield line, self._laid_out(self._signed(values, source))
        for extra in self.extras.of_row(line, source, values, reject):
            yield line, self._laid_out(self._signed(values | extra, source, "price", "amount"))

    def _signed(self, values: Source, source: Source, *names: str) -> Source:
        """The same with another sign, if the row is a return: the count, or the money."""
        if not any(text(source[column]) in words for column, words in self._returned.items()):
            return values
        turned = [name for name in names or ("quantity", "amount") if name in values]
        return values | {name: _turned(values[name], money=bool(names)) for name in turned}

    def _counts(self, source: Source) -> bool:
        """Whether the row is one of those that the layout wants."""
        for name, words in self._only.items():
            said = text(source[name])
            if said is None or (said not in words and _ANYTHING not in words):
                return False
        return all(text(source[name]) not in words for name, words in self._without.items())

    def _cell(self, name: str, source: Source) -> object:
        """The first cell that says something, or all of them joined."""
        cells = [self._said(column, source[column]) for column in self._fields[name]]
        if len(cells) == 1:
            return cells[0]
        told = [cell for cell in cells if text(cell) is not None]
        between = self._preset.joined.get(name)
        if between is not None:
            return between.join(str(cell).strip() for cell in told)
        return told[0] if told else None

    def _said(self, column: str, cell: object) -> object:
        words = self._words.get(column)
        return cell if words is None or text(cell) in words else None

    def _laid_out(self, values: Mapping[str, object]) -> list[object]:
        told = {name: cell for name, cell in values.items() if name in self._told}
        by_column = {self._told[name]: cell for name, cell in told.items()}
        return [by_column.get(column) for column in self.columns]


@dataclass(slots=True)
class _Before:
    """What the row above said, for cells that are written once for all rows of an order."""

    order: tuple[str, ...]
    columns: tuple[str, ...]
    last: Source = field(default_factory=dict)

    def filled(self, source: Source) -> Source:
        """The row with the cells that its order's first row said."""
        if not self.columns:
            return source
        number = next((text(source[name]) for name in self.order if text(source[name])), None)
        known = next((text(self.last[n]) for n in self.order if text(self.last.get(n))), None)
        if number in {None, known}:
            for name in self.columns:
                if text(source[name]) is None:
                    source[name] = self.last.get(name)
        self.last = source
        return source


def _turned(cell: object, *, money: bool) -> object:
    """Money the other way round; a count below zero, however the file writes it."""
    if isinstance(cell, (int, float, Decimal)):
        return -cell if money or cell > 0 else cell
    said = text(cell)
    return None if said is None else f"-{said.lstrip('-(').rstrip(')')}"


def _by_column(
    entries: Mapping[str, tuple[str, ...]], columns: Sequence[str]
) -> dict[str, frozenset[str]]:
    pairs = ((found(name, columns), words) for name, words in entries.items())
    return {column: frozenset(words) for column, words in pairs if column is not None}
