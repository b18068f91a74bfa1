"""Which currency prices are in, from their signs and codes."""

import re
from collections.abc import Iterable

from shopweave.connectors.files.errors import WrongCurrency

_CODE = re.compile(r"^\s*([A-Za-z]{3})(?=[\s\d.-])|(?<=[\d\s])([A-Za-z]{3})\s*$")
_SIGNS = {
    "£": "GBP",
    "€": "EUR",
    "元": "CNY",
    "¥": "CNY",
    "￥": "CNY",
    "$": "USD",
    "₹": "INR",
    "₩": "KRW",
    "₽": "RUB",
}


def currency_of(code: str) -> str:
    """The code in capitals. Raises `WrongCurrency`."""
    found = code.strip().upper()
    if len(found) != 3 or not found.isascii() or not found.isalpha():
        raise WrongCurrency(currency=code)
    return found


def written_code(cell: str) -> str:
    """The ISO code that stands beside the number, "" when there is none."""
    found = _CODE.search(cell)
    return (found[1] or found[2]).upper() if found else ""


def likely_currency(cells: Iterable[object]) -> str:
    """The one currency that codes or signs in these cells show, "" when none or several."""
    found: set[str] = set()
    for cell in cells:
        if isinstance(cell, str):
            sign = next((_SIGNS[char] for char in cell if char in _SIGNS), "")
            found |= {written_code(cell) or sign}
    found.discard("")
    return found.pop() if len(found) == 1 else ""
