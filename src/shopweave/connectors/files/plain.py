"""Names of columns as they are compared: what differs only in writing is the same name."""

import re
import unicodedata
from collections.abc import Sequence

_TYPE = re.compile(r":(token|float|int|str|string|token_seq|float_seq)$")
_PREFIX = re.compile(r"^[a-z]{1,2}:")
_UNIT = re.compile(r"[(\[【（].*?[)\]】）]")
_NOISE = re.compile(r"[\W_]+")


def bare(name: str) -> str:
    """A name without case, blanks, signs and width: `单价（元）` is 单价元."""
    text = unicodedata.normalize("NFKC", name).strip().casefold()
    return _NOISE.sub("", text) or text


def plain(name: str) -> str:
    """A name also without type, prefix and unit: `g:Unit_Price (GBP)` is unitprice."""
    text = unicodedata.normalize("NFKC", name).strip().casefold()
    text = _PREFIX.sub("", _TYPE.sub("", text))
    return _NOISE.sub("", _UNIT.sub("", text)) or _NOISE.sub("", text)


def found(name: str, columns: Sequence[str]) -> str | None:
    """The column of that name: written alike, else alike but for its unit."""
    for form in (bare, plain):
        wanted = bare(name)
        match = next((column for column in columns if form(column) == wanted), None)
        if match is not None:
            return match
    return None
