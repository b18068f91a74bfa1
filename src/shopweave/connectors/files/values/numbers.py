"""Numbers and prices as people and shops write them: 1,234.50 · 1.234,50 · ¥12 · (3.20) · 5-."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from shopweave.connectors.files.types import Reason
from shopweave.connectors.files.values.currencies import written_code

_AROUND = re.compile(r"[\s£$€¥₹₩₽元']|^[a-z]{2,3}(?=[\s\d.-])|(?<=[\d\s])[a-z]{3}$", re.I)
_COMMA_DECIMAL = re.compile(r"\d,\d{1,2}$|\d\.\d{3},\d|^\d{4,},\d+$")
_POINT_DECIMAL = re.compile(r"\d\.\d{1,2}$|\d,\d{3}\.\d|^\d{4,}\.\d+$")
_NOTHING = frozenset({"", "nan", "null", "none", "n/a", "na", "-", "--"})
_LARGEST = Decimal(10) ** 12

Number = Decimal | Reason | None


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """Which sign parts the decimals in this column."""

    decimal: str = "."


def number_style(cells: Iterable[object]) -> NumberStyle:
    """The style that the column's cells show; a point unless commas prove otherwise."""
    texts = {_stripped(cell) for cell in cells if isinstance(cell, str)}
    commas = sum(_COMMA_DECIMAL.search(text) is not None for text in texts)
    points = sum(_POINT_DECIMAL.search(text) is not None for text in texts)
    return NumberStyle("," if commas > points else ".")


def number_parser(style: NumberStyle, currency: str = "") -> Callable[[object], Number]:
    """A parser of cells: exact decimals, None for empty, NOT_A_NUMBER for anything else.

    currency: the ISO code that alone may stand beside the number; "" allows any.
    """
    thousands = "." if style.decimal == "," else ","

    def parse(cell: object) -> Number:
        if cell is None or isinstance(cell, bool):
            return None if cell is None else Reason.NOT_A_NUMBER
        written = _stripped(cell)
        if written.casefold() in _NOTHING:
            return None
        if currency and isinstance(cell, str) and written_code(cell) not in {"", currency}:
            return Reason.OTHER_CURRENCY
        return _decimal(_signed(written, isinstance(cell, str)), style.decimal, thousands)

    def _signed(written: str, typed: bool) -> str:
        if not typed:
            return written.replace(".", style.decimal)
        if written.startswith("(") and written.endswith(")"):
            return "-" + written[1:-1]
        return "-" + written[:-1] if written.endswith("-") else written

    return parse


def _decimal(written: str, point: str, thousands: str) -> Number:
    try:
        value = Decimal(written.replace(thousands, "").replace(point, "."))
    except InvalidOperation:
        return Reason.NOT_A_NUMBER
    if not value.is_finite() or abs(value) > _LARGEST:
        return Reason.NOT_A_NUMBER
    return value


def _stripped(cell: object) -> str:
    text = str(cell)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return _AROUND.sub("", text.strip())
