"""What product codes look like in this shop, so that postage and fees are told from products."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from shopweave.connectors.files.errors import WrongPattern

_DIGITS_THEN_LETTERS = re.compile(r"(\d+)[A-Za-z]*")
# The pattern of a layout that says itself which rows are products.
ANY = ".*"
_SHARE = 0.98
_LEAST_LINES = 1000


def product_pattern(codes: Sequence[str], lines: Iterable[int]) -> str:
    r"""The regular expression that nearly all lines follow, or "" when codes follow none.

    lines: how many lines each code has. Five digits and letters give `\d{5}[A-Za-z]*`; failing
    such a form, codes with a digit are told from words. Fewer than 1,000 lines prove nothing.
    """
    counted = list(zip(codes, lines, strict=True))
    total = sum(count for _, count in counted)
    if total < _LEAST_LINES:
        return ""
    lengths: Counter[int] = Counter()
    for code, count in counted:
        if found := _DIGITS_THEN_LETTERS.fullmatch(code):
            lengths[len(found[1])] += count
    length, most = max(lengths.items(), key=lambda item: item[1], default=(0, 0))
    if most >= _SHARE * total:
        return rf"\d{{{length}}}[A-Za-z]*"
    with_digit = sum(count for code, count in counted if any(c.isdigit() for c in code))
    return r".*\d.*" if with_digit >= _SHARE * total else ""


def compiled(pattern: str) -> re.Pattern[str] | None:
    """The pattern ready for use, None for "". Raises `WrongPattern`."""
    try:
        return re.compile(pattern) if pattern else None
    except re.error as error:
        raise WrongPattern(pattern=pattern, detail=str(error)) from error
