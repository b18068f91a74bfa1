"""A receipt as lines of a printer's paper, where a Chinese character is two columns wide."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_WORDS = {
    "en": {"total": "Total", "change": "Change", "thanks": "Thank you!", "voided": "VOID"},
    "zh": {"total": "合计", "change": "找零", "thanks": "谢谢惠顾！", "voided": "已作废"},
}
_PAYMENTS = {
    "en": ("Cash", "Card", "Voucher", "Transfer", "Phone", "Other"),
    "zh": ("现金", "刷卡", "代金券", "转账", "扫码付", "其他"),
}
_KINDS = ("cash", "card", "voucher", "transfer", "wallet", "other")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the paper, no wider than its columns."""

    text: str
    strong: bool = False


def width(text: str) -> int:
    """Columns that a printer needs: two for East Asian wide signs, none for combining ones."""
    return sum(_cells(sign) for sign in text)


def wrap(text: str, columns: int) -> list[str]:
    """The text in pieces of at most so many columns, broken at a space where there is one."""
    pieces: list[str] = []
    rest = " ".join(text.split())
    while width(rest) > columns:
        at = _fitting(rest, columns)
        space = rest.rfind(" ", 0, at + 1)
        cut = space if space > 0 else at
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*pieces, rest] if rest else pieces


def compose(told: dict[str, Any], shop: str, columns: int, language: str = "en") -> list[Row]:
    """The rows of a receipt as `shown.receipt` tells it; `columns` is 32, 42 or 48 as a rule."""
    words = _WORDS.get(language, _WORDS["en"])
    head = [Row(_centred(piece, columns), strong=True) for piece in wrap(shop, columns)]
    head += [Row(_centred(line, columns)) for line in (told["number"], _moment(told["at"]))]
    head += [Row(_centred(words["voided"], columns), strong=True)] if told["voided"] else []
    rule = Row("-" * columns)
    goods = [row for line in told["lines"] for row in _goods(line, columns)]
    total = Row(_pair(f"{words['total']} {told['currency']}", told["total"], columns), strong=True)
    money = list(_money(told, words, columns, language))
    return [*head, rule, *goods, rule, total, *money, Row(_centred(words["thanks"], columns))]


def plain(rows: list[Row]) -> str:
    """The rows as text, each ended by a line feed."""
    return "".join(f"{row.text.rstrip()}\n" for row in rows)


def _goods(line: dict[str, Any], columns: int) -> Iterator[Row]:
    amount = str(line["total"])
    room = max(columns - width(amount) - 1, columns // 2)
    first, *more = wrap(line["title"], room) or [""]
    yield Row(_pair(first, amount, columns))
    yield from (Row(piece) for piece in more)
    if line["quantity"] not in (1, -1):
        yield Row(f"  {line['quantity']:g} x {line['price']}")


def _money(
    told: dict[str, Any], words: dict[str, str], columns: int, language: str
) -> Iterator[Row]:
    names = dict(zip(_KINDS, _PAYMENTS.get(language, _PAYMENTS["en"]), strict=True))
    for kind, amount in told["payments"].items():
        yield Row(_pair(names.get(kind, kind), amount, columns))
    if float(told["change"]):
        yield Row(_pair(words["change"], told["change"], columns))


def _pair(left: str, right: str, columns: int) -> str:
    gap = columns - width(left) - width(right)
    return f"{left}{' ' * max(gap, 1)}{right}"


def _centred(text: str, columns: int) -> str:
    return " " * max((columns - width(text)) // 2, 0) + text


def _fitting(text: str, columns: int) -> int:
    """How many signs fit; at least one, so that wrapping ends."""
    used = 0
    for at, sign in enumerate(text):
        used += _cells(sign)
        if used > columns:
            return max(at, 1)
    return len(text)


def _cells(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _moment(at: str) -> str:
    return at[:16].replace("T", " ")
