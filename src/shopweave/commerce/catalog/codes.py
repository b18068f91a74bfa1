"""Codes that mean the same thing in every shop: GTINs with their check digit, and SKUs."""

import re

_DIGITS = re.compile(r"\d{8}|\d{12,14}", re.ASCII)
# A bare number like 1001 is counted up in every shop and says nothing of another one's.
_TELLING = re.compile(r"(?=.*[a-z])(?=.*\d).{4,64}|\d{6,64}", re.DOTALL)


def gtin(text: str | None) -> str | None:
    """A GTIN-8, -12, -13 or -14 as 14 digits; None when it is none, or its check digit is wrong.

    Numbers that shops give out for use inside (GS1 prefixes 02, 04 and 20 to 29) are none.
    """
    digits = re.sub(r"[\s-]", "", text or "")
    if not _DIGITS.fullmatch(digits) or not digits.strip("0"):
        return None
    full = digits.zfill(14)
    return full if check_digit(full[:13]) == int(full[13]) and not _inside(full) else None


def check_digit(first: str) -> int:
    """The last digit of a GTIN-14 whose first 13 are given (GS1 General Specifications, 7.9)."""
    weighted = (int(digit) * (3, 1)[place % 2] for place, digit in enumerate(first))
    return -sum(weighted) % 10


def sku(text: str | None) -> str | None:
    """A stock-keeping number in one spelling; None when it is too plain to mean one thing."""
    plain = re.sub(r"[\s_./-]", "", (text or "").casefold())
    return plain if _TELLING.fullmatch(plain) else None


def _inside(full: str) -> bool:
    return full.startswith("0") and (full[1:3] in {"02", "04"} or full[1] == "2")
