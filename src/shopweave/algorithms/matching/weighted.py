"""Texts as sparse rows, each term by how rare it is, and what two rows share."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array

from shopweave.algorithms.matching.words import Words

Column = NDArray[np.float64]
Terms = Callable[[Words], Iterable[str]]
GRAM = 3


@dataclass(frozen=True, slots=True)
class Space:
    """Two catalogues over one vocabulary: rows of idf weights, and the same of length 1."""

    left: csr_array
    right: csr_array
    left_unit: csr_array
    right_unit: csr_array


def words(text: Words) -> Iterable[str]:
    """The terms of a text."""
    return text.terms


def grams(text: Words) -> Iterable[str]:
    """Runs of three letters of a text's terms, their ends marked, each once."""
    found: dict[str, None] = {}
    for term in text.terms:
        marked = f" {term} "
        for start in range(max(len(marked) - GRAM + 1, 1)):
            found[marked[start : start + GRAM]] = None
    return found


def space(left: Sequence[Words], right: Sequence[Words], of: Terms) -> Space:
    """Lay texts out over a vocabulary of their own; idf = log((n + 1) / (df + 1/2))."""
    vocabulary: dict[str, int] = {}
    first, second = _indices(left, of, vocabulary), _indices(right, of, vocabulary)
    size = max(len(vocabulary), 1)
    frequency = np.bincount(
        np.concatenate([*first, *second, np.zeros(0, np.int64)]), minlength=size
    )
    weight = np.log((len(left) + len(right) + 1) / (frequency + 0.5))
    rows = [_rows(some, weight) for some in (first, second)]
    return Space(*rows, *map(unit, rows))


def unit(rows: csr_array) -> csr_array:
    """The rows scaled to length 1; empty ones stay empty."""
    length = np.sqrt(total(rows.multiply(rows)))
    return csr_array(diags_array(1 / np.where(length > 0, length, 1.0)) @ rows)


def total(rows: csr_array) -> Column:
    """The sum of each row."""
    found: Column = np.asarray(rows.sum(axis=1), dtype=np.float64).ravel()
    return found


def highest(rows: csr_array) -> Column:
    """The largest value of each row, 0 for an empty one; rows hold nothing below 0."""
    found = np.zeros(rows.shape[0])
    filled = np.flatnonzero(np.diff(rows.indptr))
    if len(filled):
        found[filled] = np.maximum.reduceat(rows.data, rows.indptr[filled])
    return found


def _indices(
    texts: Sequence[Words], of: Terms, vocabulary: dict[str, int]
) -> list[NDArray[np.int64]]:
    """The places of each text's terms; new terms are added to the vocabulary."""
    return [
        np.array([vocabulary.setdefault(term, len(vocabulary)) for term in of(text)], np.int64)
        for text in texts
    ]


def _rows(indices: Sequence[NDArray[np.int64]], weight: Column) -> csr_array:
    places = np.concatenate([*indices, np.zeros(0, np.int64)])
    starts = np.concatenate([[0], np.cumsum([len(some) for some in indices])]).astype(np.int64)
    rows = csr_array((weight[places], places, starts), shape=(len(indices), len(weight)))
    rows.sort_indices()
    return rows
