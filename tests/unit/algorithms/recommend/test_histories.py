"""Histories keep order and owners through every cut."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.algorithms.recommend.shops import histories, history

from shopweave.algorithms.recommend import gather

events = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5), st.integers(0, 9)), max_size=60)


@given(events)
def test_gather_keeps_every_event_once_in_order_of_time(
    rows: list[tuple[int, int, int]],
) -> None:
    """Each (customer, basket, product) stands once, and times never fall within a customer."""
    owners, items, times = (np.array([r[n] for r in rows], dtype=int) for n in range(3))
    found = gather(owners, items, times.astype(float), times, customers=5, catalogue=6)
    expected = {(o, i, t) for o, i, t in rows}
    assert set(zip(found.owners(), found.items, found.baskets, strict=True)) == expected
    for row in range(5):
        own = found.times[found.starts[row] : found.starts[row + 1]]
        assert (np.diff(own) >= 0).all()


def test_rows_can_be_taken_in_any_order() -> None:
    """Customers are returned as asked, each with the own events."""
    found = histories([[0, 1], [2], [3, 4, 5]]).of(np.array([2, 0]))
    assert found.items.tolist() == [3, 4, 5, 0, 1]
    assert found.starts.tolist() == [0, 3, 5]


def test_a_cut_in_time_keeps_all_customers() -> None:
    """Customers without events in the span stay as empty rows."""
    found = histories([[0, 1, 2], [3]]).between(1.0, 2.0)
    assert found.items.tolist() == [1]
    assert found.starts.tolist() == [0, 1, 1]


def test_steps_count_from_the_last_event() -> None:
    """The last event of each customer is 0 steps old."""
    assert histories([[0, 1, 2], [3, 4]]).steps().tolist() == [2, 1, 0, 1, 0]


def test_baskets_become_rows() -> None:
    """A basket's products stand together, whoever bought them."""
    found = gather(
        np.array([0, 0, 1]),
        np.array([1, 2, 3]),
        np.array([5.0, 5.0, 1.0]),
        np.array([7, 7, 9]),
        customers=2,
        catalogue=6,
    ).by_basket()
    assert sorted(row.tolist() for row in np.split(found.items, found.starts[1:-1])) == [
        [1, 2],
        [3],
    ]


def test_no_event_is_from_the_future() -> None:
    """An event after `now` counts as happening now."""
    assert history(0, 1, 2).ages(1.0).tolist() == [1.0, 0.0, 0.0]
