"""EASE is the closed form that it claims to be."""

import numpy as np
import pytest
from scipy.sparse import csr_array
from tests.unit.algorithms.recommend.shops import history, two_tastes

from shopweave.algorithms.recommend import fit_ease
from shopweave.algorithms.recommend.ease import inverse
from shopweave.algorithms.recommend.profile import ONCE, profile


def test_inverse_agrees_with_numpy() -> None:
    """The Cholesky inverse is the inverse."""
    random = np.random.default_rng(1)
    matrix = random.normal(size=(40, 20)).astype(np.float32)
    gram = np.asfortranarray(matrix.T @ matrix + 5 * np.eye(20, dtype=np.float32))
    assert inverse(gram.copy(order="F")) == pytest.approx(np.linalg.inv(gram), abs=1e-4)


def test_agrees_with_one_regression_per_product() -> None:
    """Each column is the ridge regression of that product on all the others."""
    matrix = profile(two_tastes(), ONCE, 0.0)
    votes = fit_ease(matrix, 10.0).votes
    dense = matrix.toarray().astype(float)
    for product in range(6):
        others = [n for n in range(6) if n != product]
        left = dense[:, others].T @ dense[:, others] + 10 * np.eye(5)
        expected = np.linalg.solve(left, dense[:, others].T @ dense[:, product])
        assert votes[others, product] == pytest.approx(expected, abs=1e-4)
        assert votes[product, product] == 0


def test_recovers_two_tastes() -> None:
    """Who bought 0 is shown 1 and 2 before anything of the other taste."""
    model = fit_ease(profile(two_tastes(), ONCE, 0.0), 1.0)
    scores = model.scores(history(0), 1.0)[0]
    assert min(scores[[1, 2]]) > max(scores[[3, 4, 5]])


def test_says_which_product_votes() -> None:
    """The cause of a recommendation is the bought product that adds most to it."""
    model = fit_ease(profile(two_tastes(), ONCE, 0.0), 1.0)
    causes = model.causes(history(3, 0), 1.0, 1)
    assert causes[0].item == 0
    assert sum(c.amount for c in causes) >= model.scores(history(3, 0), 1.0)[0, 1]


def test_a_limit_leaves_rare_products_out() -> None:
    """Only the most frequent products vote and are voted for."""
    matrix = csr_array(np.array([[1, 1, 0], [1, 1, 1], [1, 1, 0]], dtype=np.float32))
    votes = fit_ease(matrix, 1.0, limit=2).votes.toarray()
    assert votes[2].tolist() == [0, 0, 0]
    assert votes[:, 2].tolist() == [0, 0, 0]
    small = np.asarray(fit_ease(csr_array(matrix[:, [0, 1]]), 1.0).votes)
    assert votes[:2, :2] == pytest.approx(np.maximum(small, 0))


def test_too_little_regularisation_is_named() -> None:
    """A singular matrix says what to change."""
    with pytest.raises(ValueError, match="raise the regularisation"):
        fit_ease(csr_array(np.zeros((2, 3), dtype=np.float32)), 0.0)


def test_a_shop_without_products_has_no_votes(capfd: pytest.CaptureFixture[str]) -> None:
    """Nothing is asked of LAPACK, which would print a complaint, and the answer is empty."""
    assert fit_ease(csr_array((3, 0), dtype=np.float32), 1.0).votes.shape == (0, 0)
    assert capfd.readouterr() == ("", "")
