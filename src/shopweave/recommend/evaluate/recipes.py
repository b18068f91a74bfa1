"""How each model is fitted on the training part of a trial."""

from collections.abc import Callable
from dataclasses import dataclass

from shopweave.algorithms.recommend import (
    V_SKNN,
    CustomerNeighbours,
    Histories,
    Model,
    Personal,
    fit_content,
    fit_cooccurrence,
    fit_ease,
    fit_item_neighbours,
    fit_popularity,
    fit_returning,
    fit_sequence_rules,
    fit_session_neighbours,
    fit_tifu,
    profile,
)
from shopweave.algorithms.recommend.personal import tie_break
from shopweave.algorithms.recommend.profile import COUNT, LOG, ONCE, decay, half_life

RECENT = 30.0


@dataclass(frozen=True, slots=True)
class Training:
    """What a model may learn from: histories before `now`, texts, a bound on EASE's size."""

    histories: Histories
    now: float
    texts: list[str] | None = None
    ease_limit: int | None = None


Recipe = Callable[[Training], Model]


def _popularity(days: float | None) -> Recipe:
    return lambda part: fit_popularity(part.histories, part.now, days)


def _personal(part: Training) -> Model:
    return Personal(COUNT, tie_break(fit_popularity(part.histories, part.now, RECENT).buyers))


def _item_neighbours(part: Training) -> Model:
    return fit_item_neighbours(profile(part.histories, ONCE, part.now))


def _customer_neighbours(part: Training) -> Model:
    return CustomerNeighbours(profile(part.histories, LOG, part.now))


def _content(part: Training) -> Model:
    return fit_content(part.texts or [""] * part.histories.catalogue)


def _ease(part: Training) -> Model:
    return fit_ease(profile(part.histories, LOG, part.now), 100.0, LOG, part.ease_limit)


def _ease_once(part: Training) -> Model:
    return fit_ease(profile(part.histories, ONCE, part.now), 300.0, ONCE, part.ease_limit)


def _ease_fresh(part: Training) -> Model:
    """EASE asked with a history in which the latest events count most."""
    votes = profile(part.histories, ONCE, part.now)
    return fit_ease(votes, 300.0, decay(0.8, last=60), part.ease_limit)


def _by_basket(part: Training) -> Histories:
    return part.histories.by_basket()


def _basket_ease(part: Training) -> Model:
    return fit_ease(profile(_by_basket(part), ONCE, part.now), 50.0, ONCE, part.ease_limit)


def _basket_neighbours(part: Training) -> Model:
    return fit_item_neighbours(profile(_by_basket(part), ONCE, part.now), k=200)


def _together(part: Training) -> Model:
    return fit_cooccurrence(profile(_by_basket(part), ONCE, part.now))


def _rules(part: Training) -> Model:
    return fit_sequence_rules(part.histories)


RECIPES: dict[str, Recipe] = {
    "popularity": _popularity(None),
    "popularity-recent": _popularity(RECENT),
    "popularity-week": _popularity(7.0),
    "popularity-season": _popularity(90.0),
    "personal": _personal,
    "personal-recent": lambda part: Personal(half_life(120.0)),
    "bought": lambda part: Personal(ONCE),
    "returning": lambda part: fit_returning(part.histories, part.now),
    "item-knn": _item_neighbours,
    "user-knn": _customer_neighbours,
    "content": _content,
    "ease": _ease,
    "ease-once": _ease_once,
    "ease-fresh": _ease_fresh,
    "basket-ease": _basket_ease,
    "basket-knn": _basket_neighbours,
    "together": _together,
    "rules": _rules,
    "tifu": lambda part: fit_tifu(part.histories),
    "v-sknn": lambda part: fit_session_neighbours(part.histories, V_SKNN),
    "vstan": lambda part: fit_session_neighbours(part.histories),
    "rules-last": lambda part: fit_sequence_rules(part.histories, weighing=decay(1.0, last=1)),
    "looked": lambda part: Personal(decay(0.5)),
    "personal-steps": lambda part: Personal(decay(0.98)),
}
