"""What a file is made of: rows by column, and the rows that were refused."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

Row = tuple[int, Sequence[object]]


class Reason(StrEnum):
    """Why a row is refused; each has a sentence and a remedy in texts.toml."""

    CELLS = "cells"
    BYTES = "bytes"
    QUOTE = "quote"
    JSON = "json"
    MISSING = "missing"
    NOT_A_DATE = "not_a_date"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_CURRENCY = "not_a_currency"
    OTHER_CURRENCY = "other_currency"
    NEGATIVE_PRICE = "negative_price"
    NEGATIVE_STOCK = "negative_stock"
    NOT_A_WEIGHT = "not_a_weight"
    NOT_A_RATE = "not_a_rate"
    ZERO_QUANTITY = "zero_quantity"
    SHORTENED = "shortened"
    TOO_LONG = "too_long"
    DUPLICATE = "duplicate"
    RECORD = "record"
    # Remarks: rows that are no data, told as facts about the file.
    COLUMNS = "columns"
    TOTALS = "totals"
    ASIDE = "aside"


REMARKS = frozenset({Reason.COLUMNS, Reason.TOTALS, Reason.ASIDE})


@dataclass(frozen=True, slots=True)
class Rejection:
    """One refused row: its line from 1, the column and value at fault ("" when it is the line).

    told: what the record said, by language, for the reason RECORD.
    """

    line: int
    column: str
    value: str
    reason: Reason
    told: dict[str, str] = field(default_factory=dict)


Reject = Callable[[Rejection], None]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows by column: `cells[column][i]` stands in line `lines[i]` (a row number in XLSX)."""

    lines: list[int]
    cells: dict[str, list[object]]
    rejected: list[Rejection]


class Reader(Protocol):
    """Reads one format; `rows` may be called again and starts anew."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in the order of the cells."""
        ...

    def rows(self, reject: Reject) -> Iterator[Row]:
        """Yield each row's line and cells; hand what cannot be read to `reject`."""
        ...


@dataclass(frozen=True, slots=True)
class Form:
    """How a file is written: csv, tsv, jsonl, xlsx, parquet or xml; encoding of text formats."""

    format: str
    encoding: str = ""
    separator: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file lies, what it is called for people, and how large it may get (bytes)."""

    path: Path
    name: str
    unpacked: int
