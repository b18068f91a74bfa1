"""Today holds seven sentences at most, the most valuable first."""

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from shopweave.web.console.today.sentence import MOST, URGENT, Sentence, chosen


def sentence(weight: float) -> Sentence:
    """A sentence that weighs so much."""
    return Sentence("sun", "", Markup("Tea"), "Look", "/", weight)


@given(st.lists(st.floats(0, 2 * URGENT), max_size=20))
def test_nothing_left_out_matters_more(weights: list[float]) -> None:
    """What is told weighs at least as much as what is not."""
    told = [one.weight for one in chosen([sentence(weight) for weight in weights])]
    assert told == sorted(weights, reverse=True)[:MOST]
