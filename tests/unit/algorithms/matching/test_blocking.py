"""Few candidates are kept, and the true ones are among them."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from shopweave.algorithms.matching import Offer, block, gather

COLOURS = ("red", "blue", "green", "white", "black")


def _catalogues(size: int) -> tuple[list[Offer], list[Offer]]:
    """Two shops that spell the same lamps differently."""
    ours = [Offer(f"Acme desk lamp {COLOURS[n % 5]} AX-{n * 37 + 1000}") for n in range(size)]
    theirs = [Offer(f"ax{n * 37 + 1000} lamp by ACME, {COLOURS[n % 5]}") for n in range(size)]
    return ours, theirs


def test_true_pairs_survive_a_hundredth_of_all_pairs() -> None:
    """Of 300 lamps spelt in two ways, every pair is kept within the allowance."""
    ours, theirs = _catalogues(300)
    li, ri = block(gather(ours), gather(theirs), 0.01)
    assert len(li) <= 0.01 * 300 * 300
    assert set(zip(li.tolist(), ri.tolist(), strict=True)) >= {(n, n) for n in range(300)}


def test_empty_catalogues_have_no_candidates() -> None:
    """Nothing on one side, or no words at all, is no pair."""
    some, none = gather([Offer("tea")]), gather([])
    for left, right in ((some, none), (none, some), (none, none), (some, gather([Offer("")]))):
        assert len(block(left, right)[0]) == 0


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=8), st.lists(st.text(max_size=30), max_size=8))
def test_any_texts_are_blocked(left: list[str], right: list[str]) -> None:
    """Candidates are different pairs of existing offers, whatever the texts hold."""
    li, ri = block(gather(map(Offer, left)), gather(map(Offer, right)), 0.5)
    assert len(set(zip(li.tolist(), ri.tolist(), strict=True))) == len(li)
    assert np.all(li < len(left))
    assert np.all(ri < len(right))
