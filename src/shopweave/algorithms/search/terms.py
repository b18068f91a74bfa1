"""Words of a query or a text, in Chinese and in languages with blanks."""

from collections.abc import Sequence
from itertools import pairwise

from shopweave.algorithms.recommend.content import WORD, terms

GRAM = 3


def words(text: str) -> list[tuple[str, ...]]:
    """Each written word as its terms: one, or the overlapping pairs of a Chinese run."""
    return [tuple(terms(word)) for word in WORD.findall(text)]


def letters(terms_: Sequence[str]) -> list[str]:
    """Three letters at a time with the edges of words marked; single characters of Chinese.

    By them "tea-pot" is near "teapot" and a mistyped word near the right one.
    """
    return [part for term in terms_ for part in _parts(term)]


def joined(terms_: Sequence[str]) -> list[str]:
    """Neighbours written together, since "tea pot" and "teapot" are the same wish."""
    return [one + other for one, other in pairwise(terms_) if one.isascii() and other.isascii()]


def _parts(term: str) -> list[str]:
    if not term.isascii():
        return list(term)
    edged = f"<{term}>"
    return [edged[n : n + GRAM] for n in range(len(edged) - GRAM + 1)]
