"""New products borrow from products like them."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from shopweave.algorithms.recommend.cold_start import TRUST, lend_votes


def test_a_new_product_gets_its_neighbours_votes() -> None:
    """Product 2 has no buyers and is like product 1: it receives half of 1's votes."""
    votes = np.array([[0, 0.8, 0], [0.4, 0, 0], [0, 0, 0]], dtype=np.float32)
    similar = csr_array(np.array([[0, 0, 0], [0, 0, 0.9], [0, 0.9, 0]], dtype=np.float32))
    lent = lend_votes(votes, similar, np.array([10, 10, 0], dtype=np.float32))
    assert lent[0, 2] == pytest.approx(TRUST * 0.8)
    assert lent[:, :2] == pytest.approx(votes[:, :2])


def test_nobody_lends_who_has_nothing() -> None:
    """Without neighbours that sell, a new product gets nothing."""
    votes = np.ones((2, 2), dtype=np.float32)
    lent = lend_votes(votes, csr_array((2, 2), dtype=np.float32), np.array([5, 0], np.float32))
    assert lent[0, 1] == 0
