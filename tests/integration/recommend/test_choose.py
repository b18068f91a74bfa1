"""Lists follow the person, the page, the cart and the live catalogue, and say why."""

import numpy as np
import pytest
from tests.integration.recommend.made_shop import NOW, PRODUCTS, past, serving

from shopweave.recommend.choose import Scene, choose
from shopweave.recommend.serving import Serving
from shopweave.recommend.types import NOBODY, Code, Deed, Person, Question, Slot, Suggestion

TEA, MUGS = set(PRODUCTS[:10]) | {PRODUCTS[20]}, set(PRODUCTS[10:20]) | {PRODUCTS[21]}


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Serving:
    """The model of the made-up shop."""
    return serving(tmp_path_factory.mktemp("models"), past())


def ask(
    model: Serving, person: Person, question: Question, hidden: tuple[str, ...] = ()
) -> list[Suggestion]:
    """The list when everything but `hidden` can be sold."""
    shown = model.mask(set(PRODUCTS) - set(hidden))
    return choose(Scene(model, person, question, shown, NOW))


def drinker(*days_ago: float) -> Person:
    """Somebody who bought tea 1 that many days ago."""
    deeds = tuple(Deed(PRODUCTS[1], NOW - days, f"{days}") for days in days_ago)
    return Person("p", deeds)


def test_habits_are_shown_with_their_rhythm(model: Serving) -> None:
    """What was bought every 14 days is listed, and the reason says so."""
    listed = ask(model, drinker(42, 28, 14), Question(Slot.home, 5))
    habit = next(s.reason for s in listed if s.product == PRODUCTS[1])
    assert (habit.code, habit.count, habit.days) == (Code.buy_again, 3, 14.0)


def test_taste_is_recognised(model: Serving) -> None:
    """Who buys tea is shown tea."""
    listed = ask(model, drinker(42, 28, 14), Question(Slot.home, 5))
    assert {s.product for s in listed} <= TEA


def test_a_view_changes_the_next_list(model: Serving) -> None:
    """A stranger who looks at a mug is shown mugs, because of what was looked at."""
    before = ask(model, NOBODY, Question(Slot.home, 5))
    looked = Person("v", seen=(Deed(PRODUCTS[12], NOW),))
    after = ask(model, looked, Question(Slot.home, 5))
    assert before != after
    assert sum(s.product in MUGS for s in after) > sum(s.product in MUGS for s in before)
    assert Code.because_seen in {s.reason.code for s in after}


def test_a_stranger_sees_what_sells(model: Serving) -> None:
    """Without any history the list is popular products, with their number of buyers."""
    listed = ask(model, NOBODY, Question(Slot.home, 3))
    assert {s.reason.code for s in listed} == {Code.popular}
    assert all((s.reason.count or 0) > 0 for s in listed)


def test_who_objects_is_a_stranger(model: Serving) -> None:
    """Without personalisation the list is that of nobody, whatever was bought."""
    bought = drinker(42, 28, 14).bought
    hidden = Person("p", bought, bought, personal=False)
    question = Question(Slot.home, 5)
    assert ask(model, hidden, question) == ask(model, NOBODY, question)


def test_live_rules_hold(model: Serving) -> None:
    """What cannot be sold, lies in the cart or is looked at is never listed, in any slot."""
    gone, cart, looked = PRODUCTS[0], PRODUCTS[1], PRODUCTS[2]
    person = Person("p", drinker(14).bought, cart=(PRODUCTS[3],))
    for slot in Slot:
        question = Question(slot, 22, product=looked, cart=(cart,))
        listed = [s.product for s in ask(model, person, question, hidden=(gone,))]
        assert not {gone, cart, looked, PRODUCTS[3]} & set(listed)
        assert len(listed) == len(set(listed))


def test_beside_a_product_stands_what_is_bought_with_it(model: Serving) -> None:
    """The product page names the number of orders with both."""
    listed = ask(model, NOBODY, Question(Slot.product, 4, product=PRODUCTS[0]))
    assert {s.product for s in listed} <= TEA
    first = listed[0].reason
    assert (first.code, first.product) == (Code.bought_together, PRODUCTS[0])
    assert (first.count or 0) > 2


def test_a_new_product_has_neighbours_by_its_text(model: Serving) -> None:
    """A product that nobody bought is listed beside its like, and its page is not empty."""
    listed = ask(model, NOBODY, Question(Slot.product, 4, product=PRODUCTS[20]))
    assert listed[0].product == PRODUCTS[0]
    assert listed[0].reason.code is Code.similar
    beside = ask(model, NOBODY, Question(Slot.product, 12, product=PRODUCTS[0]))
    assert PRODUCTS[20] in {s.product for s in beside}


def test_the_cart_is_completed(model: Serving) -> None:
    """A cart with a mug is completed with mugs."""
    listed = ask(model, NOBODY, Question(Slot.cart, 4, cart=(PRODUCTS[10], PRODUCTS[11])))
    assert {s.product for s in listed} <= MUGS


def test_an_empty_cart_gives_the_home_list(model: Serving) -> None:
    """Slots without anything to go by fall back to the person's own list."""
    person = drinker(14)
    home = ask(model, person, Question(Slot.home, 5))
    assert ask(model, person, Question(Slot.cart, 5)) == home
    unknown = Question(Slot.product, 5, product="f" * 32)
    assert ask(model, person, unknown) == home


def test_what_is_read_back_scores_the_same(model: Serving) -> None:
    """Arrays mapped from disk are the arrays that were learned."""
    history = model.history(drinker(14).bought)
    assert np.isfinite(model.home.scores(history, NOW)).all()
    assert not model.hides_bought
