"""From models, a person and the live catalogue to a list, each product with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopweave.algorithms.recommend import Histories, ItemToItem
from shopweave.algorithms.recommend.profile import Scores
from shopweave.algorithms.recommend.ranking import row_share, top
from shopweave.recommend.attending import USUAL_ATTENTION
from shopweave.recommend.explain import Parts, Voters, explain, explain_beside
from shopweave.recommend.serving import Mask, Serving
from shopweave.recommend.types import Deed, Person, Question, Slot, Suggestion

# Per slot beside the home score: how much each neighbour model counts.
BESIDE = {"together": 1.0, "basket-knn": 0.5, "content": 0.7}
HOME_BESIDE = 0.3
Column = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a choice depends on; shown: (catalogue,) what may be listed now; now: days."""

    serving: Serving
    person: Person
    question: Question
    shown: Mask
    now: float

    def bought(self) -> Histories:
        """What the person bought, or nothing when the person is not to be recognised."""
        return self.serving.history(self.person.bought if self.person.personal else ())

    def seen(self) -> Histories:
        """What the person looked at."""
        return self.serving.history(self.person.seen if self.person.personal else ())


def choose(scene: Scene) -> list[Suggestion]:
    """The list for the question's slot, best first; may be shorter than asked for."""
    if scene.question.slot is Slot.cart and scene.question.cart:
        return _beside(scene, scene.question.cart)
    if scene.question.slot is Slot.product and scene.question.product:
        return _beside(scene, (scene.question.product,))
    return _home(scene)


def suitability(scene: Scene, products: Sequence[str]) -> dict[str, float]:
    """How well each product suits the person, as a share of the best of the whole shop."""
    total = _home_parts(scene, scene.bought(), scene.seen()).total
    shares = row_share(total[None, :])[0]
    places = scene.serving.places
    return {one: float(shares[places[one]]) if one in places else 0.0 for one in products}


def _home(scene: Scene) -> list[Suggestion]:
    bought, seen = scene.bought(), scene.seen()
    parts = _home_parts(scene, bought, seen)
    allowed = _allowed(scene)
    if scene.serving.hides_bought:
        allowed[bought.items] = False
    picked = _top(parts.total, allowed, scene.question.limit)
    voters = Voters(scene.serving, picked, scene.now)
    return [
        Suggestion(scene.serving.products[place], explain(voters, parts, place)) for place in picked
    ]


def _home_parts(scene: Scene, bought: Histories, seen: Histories) -> Parts:
    blend = scene.serving.home if len(bought.items) else scene.serving.strangers()
    shaped = blend.parts(bought, scene.now)
    parts = {signal: blend.weights[signal] * rows[0] for signal, rows in shaped.items()}
    worth = USUAL_ATTENTION if len(bought.items) else scene.serving.attention_of_strangers
    attention = np.float32(worth) * scene.serving.attention(seen)
    total = attention.copy()
    for part in parts.values():
        total += part
    return Parts(total, parts, attention, bought, seen, scene.now)


def _beside(scene: Scene, products: tuple[str, ...]) -> list[Suggestion]:
    """What goes with the given products; without any sign of that, the home list."""
    serving = scene.serving
    given = serving.history(Deed(product, scene.now, "given") for product in products)
    if not len(given.items):
        return _home(scene)
    total = np.zeros(len(serving.products), dtype=np.float32)
    for name, weight in BESIDE.items():
        if (model := serving.votes(name)) is not None:
            total += np.float32(weight) * row_share(_plain(model, given, scene.now))[0]
    if scene.question.slot is Slot.cart:
        total += row_share(serving.cart.scores(given, scene.now))[0]
    if not total.any():
        return _home(scene)
    home = _home_parts(scene, scene.bought(), scene.seen())
    total += np.float32(HOME_BESIDE) * row_share(home.total[None, :])[0]
    picked = _top(total, _allowed(scene), scene.question.limit)
    voters = Voters(serving, picked, scene.now)
    return [
        Suggestion(serving.products[place], explain_beside(voters, given, place, home))
        for place in picked
    ]


def _plain(model: ItemToItem, given: Histories, now: float) -> Scores:
    return ItemToItem(model.votes).scores(given, now)


def _allowed(scene: Scene) -> Mask:
    """Live rules: sellable now, not in the cart, not the product that is looked at."""
    allowed = scene.shown.copy()
    asked = (scene.question.product,) if scene.question.product else ()
    allowed[scene.serving.columns((*scene.question.cart, *scene.person.cart, *asked))] = False
    return allowed


def _top(scores: Column, allowed: Mask, limit: int) -> list[int]:
    reachable = np.where(allowed, scores, -np.inf).astype(np.float32)
    if not len(reachable):
        return []
    return [int(place) for place in top(reachable[None, :], limit)[0] if place >= 0]
