"""Metrics agree with their definitions on any lists."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array
from tests.unit.algorithms.recommend.shops import histories

from shopweave.algorithms.recommend.metrics import (
    coverage,
    exposure_gini,
    hits,
    ndcg,
    recall,
    reciprocal_rank,
)
from shopweave.algorithms.recommend.ranking import row_share, top, without_own

CATALOGUE = 12
cases = st.lists(
    st.tuples(
        st.permutations(range(CATALOGUE)).map(lambda p: p[:5]),
        st.sets(st.integers(0, CATALOGUE - 1), min_size=1),
    ),
    min_size=1,
    max_size=8,
)


def _arrays(rows: list[tuple[list[int], set[int]]]) -> tuple[np.ndarray, csr_array]:
    targets = np.zeros((len(rows), CATALOGUE), dtype=np.float32)
    for row, (_, wanted) in enumerate(rows):
        targets[row, list(wanted)] = 1
    return np.array([listed for listed, _ in rows]), csr_array(targets)


@given(cases, st.integers(1, 5))
def test_recall_and_ndcg_agree_with_plain_loops(
    rows: list[tuple[list[int], set[int]]], k: int
) -> None:
    """Written out customer by customer, the figures are the same."""
    lists, targets = _arrays(rows)
    counts = np.diff(targets.indptr)
    found = hits(lists, targets)
    for row, (listed, wanted) in enumerate(rows):
        got = [p in wanted for p in listed[:k]]
        gain = sum(hit / math.log2(n + 2) for n, hit in enumerate(got))
        ideal = sum(1 / math.log2(n + 2) for n in range(min(k, len(wanted))))
        assert recall(found, counts, k)[row] == pytest.approx(sum(got) / min(k, len(wanted)))
        assert ndcg(found, counts, k)[row] == pytest.approx(gain / ideal)
        first = next((1 / (n + 1) for n, hit in enumerate(got) if hit), 0.0)
        assert reciprocal_rank(found, k)[row] == pytest.approx(first)


@given(cases)
def test_a_perfect_list_scores_one(rows: list[tuple[list[int], set[int]]]) -> None:
    """Targets first, then the rest: everything is 1."""
    _, targets = _arrays(rows)
    lists = top(targets.toarray(), CATALOGUE)
    found, counts = hits(lists, targets), np.diff(targets.indptr)
    assert recall(found, counts, 10) == pytest.approx(1)
    assert ndcg(found, counts, 10) == pytest.approx(1)


def test_exposure_is_even_or_not() -> None:
    """Everybody the same product is most uneven; each product once is even."""
    even = np.arange(4).reshape(4, 1)
    assert exposure_gini(even, 4, 1) == pytest.approx(0)
    assert exposure_gini(np.zeros((4, 1), dtype=int), 4, 1) == pytest.approx(0.75)
    assert exposure_gini(np.full((4, 1), -1), 4, 1) == 0
    assert coverage(np.array([[0, 1], [0, -1]]), 2) == 2


@given(st.lists(st.lists(st.integers(-3, 3), min_size=6, max_size=6), min_size=1, max_size=6))
def test_lists_are_ordered_and_stable(rows: list[list[int]]) -> None:
    """Scores never rise along a list, and equal scores keep the order of columns."""
    scores = np.array(rows, dtype=np.float32)
    for row, listed in zip(scores, top(scores, 6), strict=True):
        assert listed.tolist() == sorted(range(6), key=lambda p: (-row[p], p))


def test_unreachable_products_are_not_listed() -> None:
    """What is masked leaves a place empty rather than showing it."""
    masked = without_own(np.ones((1, 6), dtype=np.float32), histories([[0, 1, 2, 3, 4]]))
    assert top(masked, 3).tolist() == [[5, -1, -1]]


def test_shares_lie_between_0_and_1() -> None:
    """The largest becomes 1, what is below 0 becomes 0, an empty row stays empty."""
    found = row_share(np.array([[2, 1, -1], [0, 0, 0]], dtype=np.float32))
    assert found.tolist() == [[1, 0.5, 0], [0, 0, 0]]
