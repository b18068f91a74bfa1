"""Identifiers and texts, freed from what spreadsheets and shops put around them."""

import re

from shopweave.connectors.files.types import Reason

_LONGEST_IDENTIFIER = 200
_LONGEST_TEXT = 20_000
_GUARD = re.compile(r'^="(.*)"$')
_WHOLE = re.compile(r"^(\d+)\.0+$")
_SHORTENED = re.compile(r"^\d(\.\d+)?E\+\d{2}$")
_MASKED = re.compile(r"\*\*|＊|^[^*]{1,3}\*$|^\*[^*]{1,3}$")
# Ciphers of Douyin, addresses and numbers that marketplaces lend to an order for a while.
_LENT = re.compile(r"^(##|\$\$|~)|@marketplace\.amazon\.|@members\.ebay\.|^1\d{10}[-转,，]\d{1,4}$")
_ANYBODY = frozenset(
    {"anonymous", "guest", "walk-in", "walk in", "匿名", "匿名用户", "匿名买家", "散客", "游客"}
)
_NOTHING = frozenset({"", "nan", "null", "none", "n/a", "na", "-", "--", "#n/a", "无"})


def text(cell: object) -> str | None:
    """The text without surrounding blanks and guards, None when it says nothing."""
    if cell is None:
        return None
    found = _bare(str(cell))
    return None if found.casefold() in _NOTHING else found[:_LONGEST_TEXT]


def identifier(cell: object) -> str | Reason | None:
    """A code or number that names something: 13085.0 is "13085"; None when empty.

    SHORTENED for 1.23457E+12, where a spreadsheet has lost the digits.
    """
    if cell is None or cell != cell:  # noqa: PLR0124 - only NaN differs from itself
        return None
    found = _bare(str(cell))
    if found.casefold() in _NOTHING:
        return None
    if _SHORTENED.match(found):
        return Reason.SHORTENED
    if len(found) > _LONGEST_IDENTIFIER:
        return Reason.TOO_LONG
    whole = _WHOLE.match(found)
    return whole[1] if whole else found


def _bare(found: str) -> str:
    found = found.strip().strip("\x00")
    guarded = _GUARD.match(found)
    return guarded[1].strip() if guarded else found.removeprefix("'")


def masked(value: str) -> bool:
    """Whether stars stand for what was left out, as in 138****1234 or 张*."""
    return _MASKED.search(value) is not None


def nobody(value: str) -> bool:
    """Whether it names nobody: masked, ciphered, lent by a marketplace, or a word for anybody."""
    found = value.strip().casefold()
    return masked(value) or found in _ANYBODY or _LENT.search(found) is not None
