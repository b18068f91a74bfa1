"""CSV and TSV with any usual separator and encoding."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from shopweave.connectors.files.errors import EmptyFile
from shopweave.connectors.files.reading import header
from shopweave.connectors.files.reading.encoding import Encoding
from shopweave.connectors.files.reading.unpack import unpacked
from shopweave.connectors.files.types import Origin, Reason, Reject, Rejection, Row

_SEPARATORS = (",", "\t", ";", "|")
_SNIFFED_ROWS = 50


class Delimited:
    """A table of text whose cells are parted by one character."""

    def __init__(self, origin: Origin, encoding: Encoding) -> None:
        self._origin, self._encoding = origin, encoding
        self.separator = self._sniff()
        head = header.find(self._records(lambda _: None))
        if head is None:
            raise EmptyFile(file=origin.name)
        self._head, self.columns = head, head.columns

    def rows(self, reject: Reject) -> Iterator[Row]:
        """Yield the line on which each row begins, and its cells."""
        records = self._head.below(self._records(reject), reject)
        return self._readable(records, reject) if self._encoding.doubtful else records

    def _text(self) -> io.TextIOWrapper:
        name, errors = self._encoding.name, self._encoding.errors
        return io.TextIOWrapper(unpacked(self._origin), name, errors, newline="")

    def _records(self, reject: Reject) -> Iterator[Row]:
        with self._text() as text:
            reader = csv.reader(text, delimiter=self.separator, strict=True)
            line = 1
            while True:
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    reject(Rejection(line, "", str(error), Reason.QUOTE))
                else:
                    if any(cells):
                        yield line, cells
                line = reader.line_num + 1

    def _readable(self, records: Iterator[Row], reject: Reject) -> Iterator[Row]:
        """Leave out rows with bytes that the encoding cannot read."""
        for line, cells in records:
            bad = next((i for i, cell in enumerate(cells) if not _is_clean(str(cell))), None)
            if bad is None:
                yield line, cells
                continue
            column = self.columns[bad] if bad < len(self.columns) else ""
            shown = str(cells[bad]).encode("utf-8", "replace").decode()
            reject(Rejection(line, column, shown, Reason.BYTES))

    def _sniff(self) -> str:
        with self._text() as text:
            start = text.read(2**16)
        lines = start.splitlines(keepends=True)
        if len(lines) > 2 and len(start) == 2**16:
            lines.pop()
        return max(_SEPARATORS, key=lambda separator: _evenness(lines, separator))


def _evenness(lines: list[str], separator: str) -> tuple[float, int]:
    """How well the separator explains the first rows: share of the usual width, and that width."""
    try:
        rows = list(islice(csv.reader(lines, delimiter=separator), _SNIFFED_ROWS))
    except csv.Error:
        return 0.0, 0
    widths = Counter(len(row) for row in rows if row)
    usual, same = max(widths.items(), key=lambda item: (item[0] > 1, *item[::-1]), default=(0, 0))
    return (same / widths.total(), usual) if usual > 1 else (0.0, 0)


def _is_clean(cell: str) -> bool:
    if cell.isascii():
        return True
    try:
        cell.encode()
    except UnicodeEncodeError:
        return False
    return "\ufffd" not in cell
