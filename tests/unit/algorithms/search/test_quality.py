"""Lists are judged by the grades that people gave."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopweave.algorithms.search import graded_ndcg

GRADES = st.lists(st.integers(0, 3), min_size=1, max_size=12)


@given(GRADES)
def test_the_ideal_order_is_one(grades: list[int]) -> None:
    """The best products first give 1, and 0 only where no product is any good."""
    found = graded_ndcg(sorted(grades, reverse=True), grades)
    assert found == pytest.approx(1.0 if max(grades) else 0.0)


@given(GRADES, st.randoms())
def test_no_order_is_better_than_ideal(grades: list[int], random: Random) -> None:
    """Whatever the order, the value lies between 0 and 1."""
    shuffled = list(grades)
    random.shuffle(shuffled)
    assert 0 <= graded_ndcg(shuffled, grades) <= 1 + 1e-12


def test_a_worked_example() -> None:
    """Grade 3 in second place, 1 in first: (1 + 7 / log2 3) / (7 + 1 / log2 3)."""
    assert graded_ndcg([1, 3], [3, 1]) == pytest.approx(0.7098, abs=1e-4)


def test_what_lies_behind_the_cut_is_lost() -> None:
    """A good product in eleventh place helps nobody."""
    assert graded_ndcg([0] * 10 + [3], [3]) == 0
