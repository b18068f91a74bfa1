"""Visits like the present one vote for what they went on to."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.algorithms.recommend.shops import histories, history

from shopweave.algorithms.recommend import V_SKNN, VSTAN, fit_session_neighbours
from shopweave.algorithms.recommend.histories import Histories
from shopweave.algorithms.recommend.profile import ONCE
from shopweave.algorithms.recommend.ranking import without_own
from shopweave.algorithms.recommend.session_neighbours import Closeness

PLAIN = Closeness(k=10, fading=ONCE)
VISITS = st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=5), min_size=1, max_size=8)


def ending(visits: list[list[int]], days: list[float]) -> Histories:
    """Visits of which the n-th has all its looks on the n-th of `days`."""
    made = histories(visits)
    times = np.repeat(np.array(days, dtype=float), np.diff(made.starts))
    return Histories(made.starts, made.items, times, made.baskets, made.catalogue)


def by_hand(past: list[list[int]], present: list[int], catalogue: int = 6) -> np.ndarray:
    """Session kNN in plain Python: shared products over the root of the length, all visits vote."""
    scores = np.zeros(catalogue)
    for visit in past:
        shared = set(visit) & set(present)
        likeness = len(shared) / np.sqrt(len(visit))
        places = [place for place, item in enumerate(visit) if item in shared]
        for place, item in enumerate(visit):
            if shared and place != places[-1]:
                scores[item] += likeness
    return scores


@given(VISITS, st.lists(st.integers(0, 5), min_size=1, max_size=5))
def test_agrees_with_plain_python(past: list[list[int]], present: list[int]) -> None:
    """Without fading, recency and rarity it is session kNN as one would write it down."""
    model = fit_session_neighbours(ending(past, [0.0] * len(past)), PLAIN)
    found = model.scores(history(*present), 9.0)[0]
    assert found == pytest.approx(by_hand(past, present), rel=1e-4)


def test_the_latest_look_finds_the_neighbours() -> None:
    """Who looked at 0 and then at 3 is told what visits with 3 went on to."""
    model = fit_session_neighbours(histories([[0, 1], [3, 4]] * 5), V_SKNN)
    scores = model.scores(history(0, 3), 9.0)[0]
    assert scores[4] > scores[1] > 0


def test_fresh_visits_count_more() -> None:
    """Of two visits that are equally like, the one of yesterday is believed more."""
    model = fit_session_neighbours(ending([[0, 1], [0, 2]], [1.0, 20.0]), VSTAN)
    present = ending([[0]], [21.0])
    scores = model.scores(present, 21.0)[0]
    assert scores[2] > scores[1] > 0


def test_the_next_place_counts_most() -> None:
    """What came right after the shared product is more likely than what came much later."""
    model = fit_session_neighbours(histories([[0, 1, 2, 3]]), VSTAN)
    scores = model.scores(history(0), 4.0)[0]
    assert scores[1] > scores[2] > scores[3] > 0


def test_only_the_nearest_vote() -> None:
    """With one neighbour, the visit that shares two products speaks alone."""
    past = histories([[0, 1, 4], [0, 5]])
    model = fit_session_neighbours(past, Closeness(k=1, fading=ONCE))
    scores = model.scores(history(0, 1), 9.0)[0]
    assert scores[4] > 0
    assert scores[5] == 0


def test_only_the_newest_visits_are_searched() -> None:
    """Of a product that everybody looks at, old visits are left out of the index."""
    past = ending([[0, 1], [0, 2], [0, 3]], [3.0, 2.0, 1.0])
    model = fit_session_neighbours(past, Closeness(fading=ONCE, newest=2))
    scores = model.scores(ending([[0]], [4.0]), 4.0)[0]
    assert min(scores[1], scores[2]) > 0
    assert scores[3] == 0


def test_rare_products_stand_out() -> None:
    """Of two products seen once each beside 0, the one seldom looked at elsewhere is put first."""
    past = histories([[0, 1], [0, 2], *[[2, 3]] * 10])
    even = fit_session_neighbours(past, Closeness(fading=ONCE)).scores(history(0), 9.0)[0]
    rare = fit_session_neighbours(past, Closeness(fading=ONCE, rarity=1.0))
    found = rare.scores(history(0), 9.0)[0]
    assert even[1] == pytest.approx(even[2])
    assert found[1] > found[2]


@given(VISITS, st.lists(st.integers(0, 5), min_size=1, max_size=5))
def test_causes_add_up_to_the_score(past: list[list[int]], present: list[int]) -> None:
    """The causes are products of the visit and together they are the whole score."""
    model = fit_session_neighbours(histories(past), VSTAN)
    scores = model.scores(history(*present), 9.0)[0]
    for item in range(6):
        causes = model.causes(history(*present), 9.0, item)
        assert sum(cause.amount for cause in causes) == pytest.approx(float(scores[item]), rel=1e-4)
        assert {cause.item for cause in causes} <= set(present)


def test_a_strange_product_finds_nobody() -> None:
    """A product that no visit ever held gives no scores, and no error."""
    model = fit_session_neighbours(histories([[0, 1]]), VSTAN)
    assert not model.scores(history(5), 1.0).any()
    assert not fit_session_neighbours(histories([[]]), VSTAN).scores(history(5), 1.0).any()


def test_planted_paths_are_recovered() -> None:
    """Visitors walk fixed circles of ten products; the next new step is found nearly always."""
    random = np.random.default_rng(3)
    walks = []
    for _ in range(400):
        circle, start = int(random.integers(3)), int(random.integers(10))
        walks.append([circle * 10 + (start + step) % 10 for step in range(4)])
    model = fit_session_neighbours(histories(walks[:300], catalogue=30), VSTAN)
    asked = histories([walk[:3] for walk in walks[300:]], catalogue=30)
    first = without_own(model.scores(asked, 9.0), asked).argmax(axis=1)
    assert np.mean(first == [walk[3] for walk in walks[300:]]) > 0.9
