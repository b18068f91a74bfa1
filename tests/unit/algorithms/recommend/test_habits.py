"""Popularity, personal habit, return and rhythm."""

import numpy as np
import pytest
from tests.unit.algorithms.recommend.shops import histories, history

from shopweave.algorithms.recommend import Personal, fit_popularity, fit_returning
from shopweave.algorithms.recommend.personal import tie_break
from shopweave.algorithms.recommend.profile import half_life
from shopweave.algorithms.recommend.rhythm import repeat_days


def test_popularity_counts_customers_not_purchases() -> None:
    """Someone who buys ten times is still one customer."""
    shop = histories([[0, 0, 0], [1], [1]])
    assert fit_popularity(shop, 3.0).buyers.tolist() == [1, 2, 0, 0, 0, 0]


def test_recent_popularity_forgets() -> None:
    """Only purchases within the days count."""
    shop = histories([[0, 1, 2]], every=10.0)
    assert fit_popularity(shop, 20.0, days=10.0).buyers.tolist() == [0, 1, 1, 0, 0, 0]


def test_habit_counts_own_purchases() -> None:
    """The oftener bought comes first; popularity only breaks ties and fills up."""
    everybody = fit_popularity(histories([[3], [3], [4]]), 0.0).buyers
    scores = Personal(tie_break=tie_break(everybody)).scores(history(0, 0, 1), 3.0)[0]
    assert np.argsort(-scores, kind="stable")[:4].tolist() == [0, 1, 3, 4]


def test_old_habits_fade() -> None:
    """One fresh purchase outweighs one that is several half-lives old."""
    scores = Personal(half_life(5.0)).scores(history(0, 1, every=30.0), 30.0)[0]
    assert scores[1] == pytest.approx(1.0)
    assert scores[0] == pytest.approx(0.5**6)


def test_habit_names_the_product_itself() -> None:
    """The cause of buying again is having bought."""
    assert Personal().causes(history(2, 2), 2.0, 2)[0].amount == 2
    assert Personal().causes(history(2, 2), 2.0, 1) == ()


def test_what_is_bought_again_pulls() -> None:
    """Products to which former buyers came back pull them more than those they left."""
    back = [[0, 1, 0]] * 30
    model = fit_returning(histories(back, every=20.0), 41.0, days=10.0)
    scores = model.scores(history(0, 1, 2), 41.0)[0]
    assert scores[0] > 0 > scores[1]
    assert model.scores(history(3), 41.0)[0, 0] == 0


def test_rhythm_is_the_median_gap() -> None:
    """Purchases on days 0, 7, 14 and 28 come every 7 days; two purchases make no rhythm."""
    bought = history(1, 1, 1, 0, 1, every=7.0)
    assert repeat_days(bought, 1) == 7.0
    assert repeat_days(bought, 0) is None
