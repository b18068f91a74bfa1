"""Open a file as a table, whatever its format, and read it in chunks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from shopweave.connectors.files.errors import EmptyFile, NotTable, OldWorkbook, UnknownEncoding
from shopweave.connectors.files.reading.delimited import Delimited
from shopweave.connectors.files.reading.encoding import Encoding, detect
from shopweave.connectors.files.reading.feed import Feed
from shopweave.connectors.files.reading.jsonlines import JsonLines
from shopweave.connectors.files.reading.parquet import Parquet
from shopweave.connectors.files.reading.unpack import first_bytes, is_packed, unpacked
from shopweave.connectors.files.reading.workbook import Workbook
from shopweave.connectors.files.types import (
    Chunk,
    Form,
    Origin,
    Reader,
    Reason,
    Reject,
    Rejection,
    Row,
)

UNPACKED = 2 * 2**30
_TOTALS = frozenset({"total", "totals", "grand total", "sum", "summe", "合计", "总计", "汇总"})
# Signs that no text holds: what has them is a picture, a program, an unknown format.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Table:
    """A readable file: its columns, how it is written, and its rows as often as wanted."""

    name: str
    form: Form
    columns: tuple[str, ...]
    reader: Reader

    def head(self, rows: int) -> "Table":
        """The same table with its first rows only."""
        return replace(self, reader=_First(self.reader, rows))

    def chunks(self, size: int = 10_000) -> Iterator[Chunk]:
        """Yield all rows by column, `size` at a time, with the rows that could not be read."""
        rejected: list[Rejection] = []
        rows = self.reader.rows(rejected.append)
        while batch := list(islice(rows, size)):
            data = [row for row in batch if not _is_total(row, len(self.columns), rejected)]
            fitting = _fitting(data, len(self.columns), rejected)
            yield _by_column(fitting, self.columns, rejected.copy())
            rejected.clear()
        if rejected:
            yield _by_column([], self.columns, rejected)


@dataclass(frozen=True, slots=True)
class _First:
    """A reader that stops early."""

    reader: Reader
    most: int

    @property
    def columns(self) -> tuple[str, ...]:
        return self.reader.columns

    def rows(self, reject: Reject) -> Iterator[Row]:
        return islice(self.reader.rows(reject), self.most)


def open_table(
    path: Path, *, name: str = "", encoding: str = "", unpacked_bytes: int = UNPACKED
) -> Table:
    """Open a table after looking at its first bytes, not at its name.

    name: what people call the file. encoding: overrides the detected one of text files.
    Raises a problem of errors.py when the file as a whole cannot be read.
    """
    origin = Origin(path, name or path.name, unpacked_bytes)
    form, reader = _reader(origin, encoding)
    if not reader.columns:
        raise EmptyFile(file=origin.name)
    return Table(origin.name, form, reader.columns, reader)


def _reader(origin: Origin, encoding: str) -> tuple[Form, Reader]:
    start = first_bytes(origin)
    if not start.strip():
        raise EmptyFile(file=origin.name)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise OldWorkbook(file=origin.name)
    if start.startswith(b"PAR1") and not is_packed(origin):
        return Form("parquet"), Parquet(origin)
    if start.startswith(b"PK\x03\x04"):
        return Form("xlsx"), Workbook(origin)
    return _text_reader(origin, start, encoding)


def _text_reader(origin: Origin, start: bytes, encoding: str) -> tuple[Form, Reader]:
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"<"):
        return Form("xml"), Feed(origin)
    if text.startswith(b"{"):
        return Form("jsonl", "utf-8"), JsonLines(origin)
    found = _known(encoding) if encoding else _detected(origin)
    if _CONTROL.search(start) and not found.name.startswith(("utf-16", "utf-32")):
        raise NotTable(file=origin.name)
    reader = Delimited(origin, found)
    kind = "tsv" if reader.separator == "\t" else "csv"
    return Form(kind, found.name, reader.separator), reader


def _detected(origin: Origin) -> Encoding:
    with unpacked(origin) as stream:
        return detect(stream)


def _known(name: str) -> Encoding:
    try:
        "".encode(name)
    except LookupError as error:
        raise UnknownEncoding(encoding=name) from error
    return Encoding(name, doubtful=True)


def _is_total(row: Row, width: int, rejected: list[Rejection]) -> bool:
    """A line that sums up the table is no row of it: it begins so, and is mostly empty."""
    line, cells = row
    first = next((cell for cell in cells if cell is not None and cell != ""), None)
    if not isinstance(first, str) or first.strip().casefold().rstrip(":：") not in _TOTALS:
        return False
    filled = sum(cell is not None and cell != "" for cell in cells)
    if filled * 2 > width + 1:
        return False
    rejected.append(Rejection(line, "", first, Reason.TOTALS))
    return True


def _fitting(batch: list[Row], width: int, rejected: list[Rejection]) -> list[Row]:
    """Rows as wide as the header; empty cells beyond it are forgiven."""
    if all(len(cells) == width for _, cells in batch):
        return batch
    fitting: list[Row] = []
    for line, cells in batch:
        if len(cells) >= width and not any(cells[width:]):
            fitting.append((line, cells[:width]))
        elif any(str(cell).strip() for cell in cells if cell is not None):
            shown = f"{len(cells)} / {width}"
            rejected.append(Rejection(line, "", shown, Reason.CELLS))
    return fitting


def _by_column(rows: list[Row], columns: Sequence[str], rejected: list[Rejection]) -> Chunk:
    lines = [line for line, _ in rows]
    cells = [list(column) for column in zip(*(cells for _, cells in rows), strict=True)]
    return Chunk(lines, dict(zip(columns, cells or [[] for _ in columns], strict=True)), rejected)
