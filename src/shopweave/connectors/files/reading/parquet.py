"""Parquet, read in batches."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from shopweave.connectors.files.errors import BrokenParquet
from shopweave.connectors.files.types import Origin, Reject, Row

_BATCH = 20_000


class Parquet:
    """Rows of a Parquet file; cells keep their types, lines count rows from 1."""

    def __init__(self, origin: Origin) -> None:
        self._origin = origin
        with self._opened() as file:
            self.columns = tuple(str(name) for name in file.schema_arrow.names)

    def rows(self, reject: Reject) -> Iterator[Row]:
        """Yield each row's number and cells."""
        number = 0
        with self._opened() as file:
            for columns in self._batches(file):
                for cells in zip(*columns, strict=True):
                    number += 1
                    yield number, cells

    def _opened(self) -> Any:
        with self._problems():
            return _arrow().parquet.ParquetFile(self._origin.path)

    def _batches(self, file: Any) -> Iterator[list[list[object]]]:
        with self._problems():
            for batch in file.iter_batches(_BATCH):
                yield [column.to_pylist() for column in batch.columns]

    @contextmanager
    def _problems(self) -> Iterator[None]:
        """Damaged bytes, and moments beyond what the clock knows."""
        try:
            yield
        except (
            import_module("pyarrow").ArrowException,
            OSError,
            ValueError,
            OverflowError,
        ) as error:
            raise BrokenParquet(file=self._origin.name, detail=_short(error)) from error


def _arrow() -> Any:
    """Loaded with the first such file: every start of a server would wait for it."""
    import_module("pyarrow.parquet")
    return import_module("pyarrow")


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120]
