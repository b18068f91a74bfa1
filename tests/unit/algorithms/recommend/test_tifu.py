"""Faded profiles agree with the paper's sums, and neighbours lend what one does not have."""

import pytest
from tests.unit.algorithms.recommend.shops import histories, history

from shopweave.algorithms.recommend import fit_tifu
from shopweave.algorithms.recommend.tifu import Fading, faded


def test_profiles_are_sums_over_groups() -> None:
    """Four baskets in two groups of two: fading within each group, and from group to group."""
    fading = Fading(within=0.9, across=0.7, groups=2)
    row = faded(history(0, 1, 2, 3, catalogue=4), fading).toarray()[0]
    assert row == pytest.approx([0.9 * 0.7 / 4, 0.7 / 4, 0.9 / 4, 1 / 4])


def test_an_unfull_oldest_group_counts_by_its_own_size() -> None:
    """Three baskets in two groups: the oldest group has one basket and is its own mean."""
    fading = Fading(within=0.9, across=0.7, groups=2)
    row = faded(history(0, 1, 2, catalogue=3), fading).toarray()[0]
    assert row == pytest.approx([0.7 / 2, 0.9 / 4, 1 / 4])


def test_neighbours_lend() -> None:
    """What similar customers buy counts a little; the own habit counts most."""
    shop = histories([[0, 1], [0, 1], [0, 2], [3, 4]])
    scores = fit_tifu(shop).scores(history(0, 0), 0.0)[0]
    assert scores.argmax() == 0
    assert scores[1] > scores[5] == 0


def test_the_cause_is_the_own_habit() -> None:
    """A product that was never bought has no cause in the history."""
    model = fit_tifu(histories([[0, 1]]))
    assert model.causes(history(0, 0), 0.0, 0)[0].item == 0
    assert model.causes(history(0), 0.0, 3) == ()
