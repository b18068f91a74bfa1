"""Texts as counted stems."""

from collections import Counter
from collections.abc import Sequence

from shopweave.algorithms.recommend.content import terms

_SHORTEST = 4


def stems(text: str) -> Counter[str]:
    """How often each word comes, an English plural counted as its singular; no bare numbers."""
    return Counter(_stem(term) for term in terms(text) if not term.isdigit())


def counts(texts: Sequence[str]) -> list[Counter[str]]:
    """The stems of each text."""
    return [stems(text) for text in texts]


def _stem(term: str) -> str:
    if len(term) < _SHORTEST or not term.isascii() or not term.endswith("s"):
        return term
    if term.endswith("ies"):
        return term[:-3] + "y"
    return term if term.endswith(("ss", "us", "is")) else term[:-1]
