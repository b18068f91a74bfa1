"""What suits the person moves up among its equals, and no further."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopweave.algorithms.search import rerank

RESULTS = st.lists(
    st.tuples(st.floats(0.01, 50, allow_nan=False), st.floats(0, 1, allow_nan=False)),
    min_size=1,
    max_size=20,
)


def test_without_likings_words_decide() -> None:
    """A stranger whom nothing is known of gets the order of the words."""
    assert rerank([9.0, 5.0, 5.0, 1.0], [0.0] * 4).tolist() == [0, 1, 2, 3]


def test_among_equals_the_liked_one_is_first() -> None:
    """Of two results that fit the words equally well, the one that suits comes first."""
    assert rerank([5.0, 5.0], [0.0, 1.0]).tolist() == [1, 0]


@given(RESULTS)
def test_nobody_is_passed_who_fits_far_better(results: list[tuple[float, float]]) -> None:
    """However well something suits, a lead of more than the weight by words is kept."""
    fits = sorted((fit for fit, _ in results), reverse=True)
    order = rerank(fits, [liking for _, liking in results], weight=0.15).tolist()
    place = {result: n for n, result in enumerate(order)}
    for better in range(len(fits)):
        for worse in range(better + 1, len(fits)):
            if (fits[better] - fits[worse]) / fits[0] > 0.15 + 1e-9:
                assert place[better] < place[worse]


def test_nothing_found_is_an_empty_order() -> None:
    """No results, no order, no error."""
    assert rerank([], []).tolist() == []
    assert rerank([0.0], [np.float64(0)]).tolist() == pytest.approx([0])
