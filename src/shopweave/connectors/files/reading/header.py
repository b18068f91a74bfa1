"""Names of columns, from the first line or, where there is none, from their position."""

import re
from collections.abc import Sequence

_LONGEST_NAME = 200
_VALUE = re.compile(r"[\s£$€¥￥]*[-+]?\d[\d.,:/ TZ-]*")


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
