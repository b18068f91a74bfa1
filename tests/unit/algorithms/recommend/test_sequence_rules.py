"""What follows is voted for, nearer ones more."""

import pytest
from tests.unit.algorithms.recommend.shops import histories, history

from shopweave.algorithms.recommend import fit_sequence_rules
from shopweave.algorithms.recommend.profile import ONCE


def test_order_matters() -> None:
    """After 0 comes 1, and nobody goes back."""
    model = fit_sequence_rules(histories([[0, 1, 2]] * 5), weighing=ONCE)
    scores = model.scores(history(0), 1.0)[0]
    assert scores[1] > scores[2] > 0
    assert model.scores(history(2), 1.0).sum() == 0


def test_worth_is_one_over_the_gap() -> None:
    """Two steps later is worth half of one step later."""
    votes = fit_sequence_rules(histories([[0, 1, 2]]), weighing=ONCE).votes.toarray()
    assert votes[0, 2] == pytest.approx(votes[0, 1] / 2)


def test_rules_never_cross_customers() -> None:
    """The end of one history is not followed by the start of the next."""
    votes = fit_sequence_rules(histories([[0, 1], [2, 3]])).votes.toarray()
    assert votes[1, 2] == 0
