"""A whole file as arrays: codes for texts and identifiers, numbers, moments."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopweave.connectors.files import kinds
from shopweave.connectors.files.reading import Table
from shopweave.connectors.files.recognise import Mapping
from shopweave.connectors.files.sieve import MOMENTS, NUMBERS, Rows, Sieve, Styles, find_styles
from shopweave.connectors.files.types import Rejection

EMPTY = -1
NEVER = int(np.iinfo(np.int64).min)


@dataclass(frozen=True, slots=True)
class Coded:
    """Texts as codes: row i says `names[codes[i]]`; an empty cell has the code -1."""

    codes: NDArray[np.int32]
    names: list[str]


@dataclass(frozen=True, slots=True)
class Columns:
    """The usable rows of a file, field by field, each array (rows,).

    texts: Coded. numbers: float64, NaN where empty. moments: int64 microseconds UTC, NEVER where
    empty. lines: int64, where each row stands. rejected: the rows that are not in the arrays.
    """

    lines: NDArray[np.int64]
    texts: dict[str, Coded]
    numbers: dict[str, NDArray[np.float64]]
    moments: dict[str, NDArray[np.int64]]
    rejected: list[Rejection]
    styles: Styles


def read_columns(
    table: Table,
    mapping: Mapping,
    *,
    zone: tzinfo = UTC,
    styles: Styles | None = None,
    required: Sequence[str] | None = None,
    currency: str = "",
) -> Columns:
    """Read the mapped columns of the whole file, 12 to 36 bytes per row.

    zone: of times without one. styles: how it writes days and decimals, if that is known already.
    required: fields that must not be empty (default: the kind's). currency: rows whose prices name
    another one are refused.
    """
    styles = styles or find_styles(table, mapping).at(zone)
    needed = kinds.kind_named(mapping.kind).required if required is None else required
    sieve, growing = Sieve(mapping, styles, needed, currency), _Growing(tuple(mapping.fields))
    for chunk in table.chunks():
        growing.add(sieve.rows(chunk))
    return growing.columns(styles)


class _Codes(dict[str | None, int]):
    """Gives each new text the next number; nothing is -1."""

    def __init__(self) -> None:
        super().__init__({None: EMPTY})

    def __missing__(self, text: str | None) -> int:
        code = self[text] = len(self) - 1
        return code

    def names(self) -> list[str]:
        return [text for text in self if text is not None]


@dataclass(slots=True)
class _Growing:
    """Arrays in the making, one piece per chunk."""

    fields: tuple[str, ...]
    lines: list[NDArray[np.int64]] = field(default_factory=list)
    pieces: dict[str, list[NDArray[Any]]] = field(default_factory=dict)
    codes: dict[str, _Codes] = field(default_factory=dict)
    rejected: list[Rejection] = field(default_factory=list)

    def add(self, rows: Rows) -> None:
        self.lines.append(np.array(rows.lines, dtype=np.int64))
        self.rejected += rows.rejected
        for name in self.fields:
            self.pieces.setdefault(name, []).append(self._array(name, rows.values[name]))

    def _array(self, name: str, values: list[Any]) -> NDArray[Any]:
        if name in MOMENTS:
            moments = [NEVER if value is None else value for value in values]
            return np.array(moments, dtype=np.int64)
        if name in NUMBERS:
            return np.array([np.nan if v is None else v for v in values], dtype=np.float64)
        codes = self.codes.setdefault(name, _Codes())
        return np.fromiter(map(codes.__getitem__, values), np.int32, len(values))

    def columns(self, styles: Styles) -> Columns:
        self.add(Rows([], {name: [] for name in self.fields}, []))
        joined = {name: np.concatenate(pieces) for name, pieces in self.pieces.items()}
        return Columns(
            np.concatenate(self.lines),
            {n: Coded(joined[n], codes.names()) for n, codes in self.codes.items()},
            {n: joined[n] for n in self.fields if n in NUMBERS},
            {n: joined[n] for n in self.fields if n in MOMENTS},
            self.rejected,
            styles,
        )
