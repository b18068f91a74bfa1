"""Neighbour models agree with slow, plain implementations and recover planted tastes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array
from tests.unit.algorithms.recommend.shops import histories, history, two_tastes

from shopweave.algorithms.recommend import (
    CustomerNeighbours,
    fit_cooccurrence,
    fit_item_neighbours,
)
from shopweave.algorithms.recommend.nearest import nearest
from shopweave.algorithms.recommend.profile import LOG, ONCE, profile


def test_cosine_is_computed_product_by_product() -> None:
    """Votes are dot / (|a| |b| + shrink), without a vote for itself."""
    matrix = profile(two_tastes(), ONCE, 0.0)
    votes = fit_item_neighbours(matrix, k=6, shrink=3.0).votes.toarray()
    dense = matrix.toarray().astype(float)
    for a in range(6):
        for b in range(6):
            lengths = np.linalg.norm(dense[:, a]) * np.linalg.norm(dense[:, b])
            expected = 0.0 if a == b else dense[:, a] @ dense[:, b] / (lengths + 3.0)
            assert votes[a, b] == pytest.approx(expected)


def test_cooccurrence_counts_rows_with_both() -> None:
    """The vote is the number of baskets with both products, from two baskets."""
    matrix = csr_array(np.array([[1, 1, 0], [1, 1, 1], [0, 0, 1]], dtype=np.float32))
    assert fit_cooccurrence(matrix).votes.toarray().tolist() == [[0, 2, 0], [2, 0, 0], [0, 0, 0]]


def test_similar_customers_share_their_taste() -> None:
    """Who bought 0 is shown what buyers of 0 bought."""
    model = CustomerNeighbours(profile(two_tastes(), LOG, 0.0), k=10)
    scores = model.scores(history(0), 1.0)[0]
    assert min(scores[[1, 2]]) > max(scores[[3, 4, 5]])


def test_customer_neighbours_agree_with_the_formula() -> None:
    """Similarity-weighted purchases of the k nearest, over the root of k and of the buyers."""
    shop = histories([[0, 1], [0, 2], [0, 1, 3], [4]])
    bought = profile(shop, ONCE, 0.0)
    model = CustomerNeighbours(bought, ONCE, k=2, shrink=0.0, evenness=0.5)
    own = profile(history(0, 1, 5), ONCE, 0.0).toarray()[0]
    dense = bought.toarray()
    cosine = dense @ own / np.linalg.norm(dense, axis=1) / np.linalg.norm(own)
    near = np.argsort(-cosine, kind="stable")[:2]
    expected = cosine[near] @ dense[near] / np.sqrt(2) / np.sqrt(np.maximum(dense.sum(axis=0), 1))
    assert model.scores(history(0, 1, 5), 0.0)[0] == pytest.approx(expected, rel=1e-5)


def test_a_customer_is_no_neighbour_of_her_own() -> None:
    """A profile equal to one's own has nothing to add."""
    shop = histories([[0, 1], [2, 3]])
    model = CustomerNeighbours(profile(shop, ONCE, 0.0), ONCE, k=5)
    assert model.scores(history(0, 1), 0.0).sum() == 0


def test_neighbours_say_how_many_bought_it() -> None:
    """The cause is the number of near customers with the product."""
    shop = histories([[0, 1], [0, 1, 2], [3]])
    model = CustomerNeighbours(profile(shop, ONCE, 0.0), ONCE)
    assert model.causes(history(0), 0.0, 1)[0].amount == 2
    assert model.causes(history(0), 0.0, 3) == ()


@given(st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=4), min_size=1, max_size=8))
def test_nearest_keeps_the_largest(rows: list[list[int]]) -> None:
    """What is kept of a row is never smaller than what is dropped, and at most k entries."""
    dense = np.array(rows, dtype=np.float32)
    kept = nearest(csr_array(dense), 2).toarray()
    for before, after in zip(dense, kept, strict=True):
        assert (after > 0).sum() == min(2, (before > 0).sum())
        assert sorted(before)[-2:] == pytest.approx(sorted(after)[-2:])
