"""A product's words as comparing takes them: terms, codes, numbers with their units."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

_TERM = re.compile(r"[^\W_぀-ヿ㐀-鿿]+(?:[./'-][^\W_぀-ヿ㐀-鿿]+)*|[぀-ヿ㐀-鿿]+")
_EAST = re.compile(r"[぀-ヿ㐀-鿿]")
_MARKS = re.compile("[™®©]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_MEASURE = re.compile(r"(?<![\w.])(\d+(?:[.,]\d+)?)[\s-]?([^\W\d_]{1,12}|['\"″寸%])")
_SPELLINGS = {
    "inch": ("'", '"', "″", "in", "inches", "寸", "英寸"),
    "g": ("gram", "grams", "克"),
    "kg": ("公斤", "千克"),
    "jin": ("斤",),
    "ml": ("毫升",),
    "l": ("升",),
    "oz": (),
    "lb": ("lbs",),
    "gb": (),
    "mb": (),
    "tb": (),
    "megapixel": ("mp", "megapixels"),
    "watt": ("w", "watts", "瓦"),
    "mm": ("毫米",),
    "cm": ("厘米",),
    "m": ("米",),
    "ft": (),
    "pack": ("packs", "pcs", "pc", "片", "包", "只", "个", "支", "瓶", "盒", "袋"),
    "user": ("users",),
}
_UNITS = {unit: unit for unit in _SPELLINGS} | {
    spelt: unit for unit, every in _SPELLINGS.items() for spelt in every
}


@dataclass(frozen=True, slots=True)
class Words:
    """What one text holds. squeezed: letters and digits alone, for codes spelt otherwise.

    terms: words and pairs of Chinese characters, each once, in their order. codes: what looks like
    the number of a model. numbers: plain ones. measures: (unit, number).
    """

    terms: tuple[str, ...]
    squeezed: str
    codes: frozenset[str]
    numbers: frozenset[str]
    measures: frozenset[tuple[str, str]]


def plain(text: str) -> str:
    """Lower case, one width for all letters, and no marks of trade."""
    return unicodedata.normalize("NFKC", _MARKS.sub("", text)).casefold()


def read(text: str) -> Words:
    """Take a text apart."""
    lower = plain(text)
    words = [word for found in _TERM.findall(lower) for word in _split(found)]
    return Words(
        terms=tuple(dict.fromkeys(words)),
        squeezed="".join(filter(str.isalnum, lower)),
        codes=frozenset(code for word in _TERM.findall(lower) if (code := _code(word))),
        numbers=frozenset(filter(_NUMBER.fullmatch, words)),
        measures=frozenset(_measures(lower)),
    )


@cache
def _split(word: str) -> tuple[str, ...]:
    """A word with its parts: "tx-sr706" is itself squeezed, "tx" and "sr706"."""
    if _EAST.match(word):
        return tuple(word[n : n + 2] for n in range(len(word) - 1)) or (word,)
    pieces = re.split(r"[/'-]", word)
    whole = "".join(pieces)
    return tuple(dict.fromkeys((whole, *filter(None, pieces))))


@cache
def _code(word: str) -> str | None:
    squeezed = "".join(filter(str.isalnum, word))
    mixed = any(map(str.isdigit, squeezed)) and any(map(str.isalpha, squeezed))
    long_number = squeezed.isdigit() and len(squeezed) >= 5
    wordy = len(squeezed) >= 4 and mixed and not _MEASURE.fullmatch(word)
    return squeezed if (wordy or long_number) and len(squeezed) <= 40 else None


def _measures(lower: str) -> set[tuple[str, str]]:
    found = set()
    for number, unit in _MEASURE.findall(lower):
        if unit in _UNITS:
            found.add((_UNITS[unit], number.replace(",", ".").removesuffix(".0")))
    return found
