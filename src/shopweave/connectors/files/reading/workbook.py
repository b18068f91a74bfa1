"""XLSX: the first sheet that has cells."""

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module

from shopweave.connectors.files.errors import BrokenWorkbook, EmptyFile, TooLarge
from shopweave.connectors.files.reading import header
from shopweave.connectors.files.types import Origin, Reject, Row
from shopweave.foundation.problems import Problem


class Workbook:
    """Rows of a spreadsheet; cells keep their types."""

    def __init__(self, origin: Origin) -> None:
        self._origin = origin
        self._refuse_too_large()
        head = header.find(self._filled())
        if head is None:
            raise EmptyFile(file=origin.name)
        self._head, self.columns = head, head.columns

    def rows(self, reject: Reject) -> Iterator[Row]:
        """Yield each row's number in the sheet and its cells, cut or filled to the header."""
        width = len(self.columns)
        for number, cells in self._head.below(self._filled(), reject):
            yield number, [*cells[:width], *[None] * (width - len(cells)), *cells[width:]]

    def _filled(self) -> Iterator[Row]:
        # Loaded with the first spreadsheet: every start of a server would wait for it.
        openpyxl = import_module("openpyxl")
        with self._problems(), self._origin.path.open("rb") as stream:
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
            for sheet in book.worksheets:
                sheet.reset_dimensions()
                found = False
                for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
                    if any(cell is not None for cell in cells):
                        found = True
                        yield number, _trimmed(cells)
                if found:
                    break
            book.close()

    def _refuse_too_large(self) -> None:
        with self._problems(), zipfile.ZipFile(self._origin.path) as archive:
            size = sum(member.file_size for member in archive.infolist())
        if size > self._origin.unpacked:
            raise TooLarge(file=self._origin.name, limit=self._origin.unpacked // 2**20)

    @contextmanager
    def _problems(self) -> Iterator[None]:
        """Damaged bytes make the parsers below fail in any way at all; people need a sentence."""
        try:
            yield
        except Problem:
            raise
        except Exception as error:
            raise BrokenWorkbook(file=self._origin.name, detail=_short(error)) from error


def _trimmed(cells: Sequence[object]) -> Sequence[object]:
    """Without the empty cells that spreadsheets leave at the right."""
    end = len(cells)
    while end and cells[end - 1] is None:
        end -= 1
    return cells[:end]


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
