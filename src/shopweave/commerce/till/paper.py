"""A receipt as lines of a printer's paper, where a Chinese character is two columns wide."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from shopweave.commerce.till.sheet import Look, Part, parts


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the paper, no wider than its columns."""

    text: str
    strong: bool = False


def width(text: str) -> int:
    """Columns that a printer needs: two for East Asian wide signs, none for combining ones."""
    return sum(_cells(sign) for sign in text)


def wrap(text: str, room: float, wide: Callable[[str], float] = width) -> list[str]:
    """The text in pieces no wider than the room, broken at a space where there is one."""
    pieces: list[str] = []
    rest = " ".join(text.split())
    while wide(rest) > room:
        at = _fitting(rest, room, wide)
        space = rest.rfind(" ", 0, at + 1)
        cut = space if space > 0 else at
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*pieces, rest] if rest else pieces


def compose(told: dict[str, Any], shop: str, columns: int, language: str = "en") -> list[Row]:
    """The rows of a receipt as `shown.receipt` tells it; `columns` is 32, 42 or 48 as a rule."""
    return [row for part in parts(told, shop, language) for row in _rows(part, columns)]


def plain(rows: list[Row]) -> str:
    """The rows as text, each ended by a line feed."""
    return "".join(f"{row.text.rstrip()}\n" for row in rows)


def _rows(part: Part, columns: int) -> Iterator[Row]:
    strong = part.look in (Look.TITLE, Look.STRONG)
    if part.look is Look.RULE:
        yield Row("-" * columns)
    elif part.look in (Look.TITLE, Look.CENTRED):
        yield from (Row(_centred(one, columns), strong) for one in wrap(part.left, columns))
    elif part.look is Look.DETAIL:
        yield from (Row(f"  {one}") for one in wrap(part.left, columns - 2))
    else:
        yield from (Row(text, strong) for text in _pair(part, columns))


def _pair(part: Part, columns: int) -> Iterator[str]:
    room = max(columns - width(part.right) - 1, columns // 2)
    first, *more = wrap(part.left, room) or [""]
    gap = columns - width(first) - width(part.right)
    yield f"{first}{' ' * max(gap, 1)}{part.right}"
    yield from more


def _centred(text: str, columns: int) -> str:
    return " " * max((columns - width(text)) // 2, 0) + text


def _fitting(text: str, room: float, wide: Callable[[str], float]) -> int:
    """How many signs fit; at least one, so that wrapping ends."""
    used = 0.0
    for at, sign in enumerate(text):
        used += wide(sign)
        if used > room:
            return max(at, 1)
    return len(text)


def _cells(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
