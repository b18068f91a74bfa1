"""Looks of visitors become visits."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from shopweave.algorithms.recommend import Histories, visits

MINUTE = 1 / 1440
LOOKS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 5), st.integers(0, 500)), min_size=0, max_size=40
)


def cut(looks: list[tuple[int, int, float]]) -> Histories:
    """Visits of (visitor, product, minute)."""
    table = np.array(looks, dtype=float).reshape(-1, 3)
    who, what = table[:, 0].astype(np.int64), table[:, 1].astype(np.int64)
    return visits(who, what, table[:, 2] * MINUTE, 6)


def rows(made: Histories) -> list[list[int]]:
    """The products of each visit."""
    return [part.tolist() for part in np.split(made.items, made.starts[1:-1])]


def test_a_pause_begins_a_new_visit() -> None:
    """Half an hour without a look ends a visit, a shorter pause does not."""
    assert rows(cut([(0, 1, 0), (0, 2, 29), (0, 3, 60)])) == [[1, 2], [3]]


def test_visitors_are_kept_apart() -> None:
    """Looks of two people at the same time are two visits."""
    assert rows(cut([(0, 1, 0), (1, 2, 1), (0, 3, 2), (1, 4, 3)])) == [[1, 3], [2, 4]]


def test_a_reload_is_one_look() -> None:
    """The same product twice in a row counts once, a return to it counts again."""
    assert rows(cut([(0, 1, 0), (0, 1, 1), (0, 2, 2), (0, 1, 3)])) == [[1, 2, 1]]


def test_order_of_arrival_does_not_matter() -> None:
    """Late events find their place by their time."""
    assert rows(cut([(0, 3, 20), (0, 1, 0), (0, 2, 10)])) == [[1, 2, 3]]


@given(LOOKS)
def test_visits_hold_time_in_order_and_no_neighbours_alike(
    looks: list[tuple[int, int, int]],
) -> None:
    """Within a visit times rise by at most the pause, and no product follows itself."""
    made = cut([(who, what, float(at)) for who, what, at in looks])
    assert made.starts[-1] == len(made.items)
    for first, last in zip(made.starts[:-1], made.starts[1:], strict=True):
        assert last > first
        assert (np.diff(made.times[first:last]) >= 0).all()
        assert (np.diff(made.items[first:last]) != 0).all()
        assert made.baskets[first:last].tolist() == list(range(last - first))
