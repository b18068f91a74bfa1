"""What answers: immutable, made of a model version, swapped by one assignment."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopweave.algorithms.recommend import (
    Blend,
    Histories,
    ItemToItem,
    Model,
    SessionNeighbours,
    Shape,
    Signal,
    gather,
)
from shopweave.algorithms.recommend.profile import Scores
from shopweave.foundation.artefacts import Artefact
from shopweave.recommend.attending import NEXT_LOOK, USUAL_ATTENTION, attention
from shopweave.recommend.shelf import unpack, unpack_blend
from shopweave.recommend.types import Deed

STRANGERS = (Signal("popularity-recent", Shape.log), Signal("popularity", Shape.share))
STALE = 7.0
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Serving:
    """Models over the products of one version; places: product id to column."""

    version: str
    products: tuple[str, ...]
    places: Mapping[str, int]
    models: Mapping[str, Model]
    home: Blend
    cart: Blend
    hides_bought: bool
    last_day: float
    attention_of_strangers: float = USUAL_ATTENTION

    def day(self, now: float, deeds: Sequence[Deed]) -> float:
        """The day as the models know it: not later than a week after what they learned from.

        So a shop whose imported past ended long ago is answered as if it had ended just now.
        """
        latest = max((deed.at for deed in deeds), default=0.0)
        return max(min(now, self.last_day + STALE), latest)

    def history(self, deeds: Iterable[Deed]) -> Histories:
        """One customer's deeds as a history; what this version does not know is left out."""
        known = [(self.places[d.product], d) for d in deeds if d.product in self.places]
        baskets: dict[str, int] = {}
        count = len(known)
        return gather(
            np.zeros(count, dtype=np.int64),
            np.array([place for place, _ in known], dtype=np.int64),
            np.array([deed.at for _, deed in known], dtype=np.float64),
            np.array(
                [baskets.setdefault(d.basket or f"{d.at}", len(baskets)) for _, d in known],
                dtype=np.int64,
            ),
            customers=1,
            catalogue=len(self.products),
        )

    def columns(self, products: Iterable[str]) -> list[int]:
        """Columns of the products that this version knows."""
        return [self.places[product] for product in products if product in self.places]

    def mask(self, sellable: Iterable[str]) -> Mask:
        """Which columns may be shown, (catalogue,)."""
        shown = np.zeros(len(self.products), bool)
        shown[self.columns(sellable)] = True
        return shown

    def strangers(self) -> Blend:
        """For people without purchases: what sells now."""
        return for_strangers(self.models)

    def votes(self, name: str) -> ItemToItem | None:
        """An item-to-item model by name, None when this version has none."""
        model = self.models.get(name)
        return model if isinstance(model, ItemToItem) else None

    @property
    def next_look(self) -> SessionNeighbours | None:
        """The model of past visits, None when this version has none."""
        model = self.models.get(NEXT_LOOK)
        return model if isinstance(model, SessionNeighbours) else None

    def attention(self, seen: Histories) -> Scores:
        """Votes of what was looked at lately, (catalogue,) in 0..1."""
        found: Scores = attention(self.models, seen)[0]
        return found


def for_strangers(models: Mapping[str, Model]) -> Blend:
    """What sells now.

    The weights of `home` were found on people with a past and mean nothing without one.
    """
    return Blend(models, dict.fromkeys(STRANGERS, 1.0))


def build(artefact: Artefact) -> Serving:
    """Open a version for serving; arrays stay mapped."""
    products = tuple(artefact.document("products"))
    facts = artefact.manifest.facts
    models = unpack(artefact)
    return Serving(
        version=artefact.manifest.version,
        products=products,
        places={product: place for place, product in enumerate(products)},
        models=models,
        home=unpack_blend(models, facts["home"]),
        cart=unpack_blend(models, facts["cart"]),
        hides_bought=facts["hides_bought"],
        last_day=facts["last_day"],
        attention_of_strangers=facts.get("attention_of_strangers", USUAL_ATTENTION),
    )
