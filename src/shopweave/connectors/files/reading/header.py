"""Names of columns, from the line that holds them or, where there is none, from their position."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from shopweave.connectors.files.types import Reason, Reject, Rejection, Row

_LONGEST_NAME = 200
_LOOKED_AT = 40
_SHOWN = 120
_VALUE = re.compile(r"[\s£$€¥￥]*[-+]?\d[\d.,:/ TZ-]*")


@dataclass(frozen=True, slots=True)
class Head:
    """Where the columns are named. above: rows before that line; named: whether there is one."""

    above: int
    cells: tuple[str, ...]
    named: bool

    @property
    def columns(self) -> tuple[str, ...]:
        """Unique names of the columns."""
        return names(self.cells) if self.named else numbers(len(self.cells))

    def below(self, rows: Iterator[Row], reject: Reject) -> Iterator[Row]:
        """Rows of data; where the columns change in the middle, later cells are put in order."""
        data = islice(rows, self.above + self.named, None)
        return _in_order(data, self.cells, reject) if self.named else data


def find(rows: Iterable[Row]) -> Head | None:
    """The head of a table, below what some exports print above it; None for no rows."""
    start = [cells for _, cells in islice(rows, _LOOKED_AT)]
    if not start:
        return None
    widest = max(map(_filled, start))
    above = next(number for number, cells in enumerate(start) if _filled(cells) * 2 >= widest)
    cells = tuple("" if cell is None else str(cell).strip() for cell in start[above])
    named = is_header(cells)
    return Head(above if named else 0, cells if named else _text(start[0]), named)


def _filled(cells: Sequence[object]) -> int:
    return sum(cell is not None and bool(str(cell).strip()) for cell in cells)


def _text(cells: Sequence[object]) -> tuple[str, ...]:
    return tuple("" if cell is None else str(cell) for cell in cells)


def _in_order(rows: Iterator[Row], head: tuple[str, ...], reject: Reject) -> Iterator[Row]:
    """Leave out the head where files were joined; follow its names where they change."""
    known, now = frozenset(filter(None, head)), head
    places: list[int] = []
    for line, cells in rows:
        if not known.isdisjoint(cells) and (other := _other_head(cells, known)):
            if other not in (now, head):
                shown = ", ".join(filter(None, other))[:_SHOWN]
                reject(Rejection(line, "", shown, Reason.COLUMNS))
            now, places = other, [] if other == head else [_place(name, other) for name in head]
        elif not places:
            yield line, cells
        elif len(cells) > len(now):
            reject(Rejection(line, "", f"{len(cells)} / {len(now)}", Reason.CELLS))
        else:
            yield line, [cells[at] if 0 <= at < len(cells) else None for at in places]


def _other_head(cells: Sequence[object], known: frozenset[str]) -> tuple[str, ...]:
    """The names in a row of which at least half are names of columns, () for a row of data."""
    found = tuple("" if cell is None else str(cell).strip() for cell in cells)
    same = sum(name in known for name in found)
    return found if same > 1 and same * 2 >= _filled(found) else ()


def _place(name: str, head: tuple[str, ...]) -> int:
    return head.index(name) if name in head else -1


def is_header(cells: Sequence[object]) -> bool:
    """Whether the first row names columns: less than half of its cells are numbers or dates."""
    filled = [str(cell).strip() for cell in cells if cell is not None and str(cell).strip()]
    values = sum(_VALUE.fullmatch(cell) is not None for cell in filled)
    return values * 2 < len(filled)


def names(cells: Sequence[object]) -> tuple[str, ...]:
    """Unique names; an empty one becomes "(column 3)", a repeated one "price (2)"."""
    found: list[str] = []
    for number, cell in enumerate(cells, start=1):
        text = "" if cell is None else " ".join(str(cell).split())
        name = text[:_LONGEST_NAME] or f"(column {number})"
        found.append(_unused(name, found))
    return tuple(found)


def numbers(width: int) -> tuple[str, ...]:
    """Names for a file without a header: "1", "2", ..."""
    return tuple(str(number) for number in range(1, width + 1))


def _unused(name: str, taken: list[str]) -> str:
    candidate, copy = name, 1
    while candidate in taken:
        copy += 1
        candidate = f"{name} ({copy})"
    return candidate
