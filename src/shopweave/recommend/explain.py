"""The real reason why a product is in a list: the part of its score that lifts it most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from shopweave.algorithms.recommend import Cause, Histories, ItemToItem, Popularity, Signal
from shopweave.algorithms.recommend.profile import ONCE, Scores, Weighing
from shopweave.algorithms.recommend.rhythm import repeat_days
from shopweave.recommend.attending import latest
from shopweave.recommend.serving import Serving
from shopweave.recommend.types import Code, Reason

HABIT = frozenset({"personal-recent", "bought", "returning"})
Column = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Parts:
    """A score (catalogue,) and what it is made of: weighted signals, and attention to views."""

    total: Column
    signals: Mapping[Signal, Column]
    attention: Column
    bought: Histories
    seen: Histories
    now: float


@dataclass(slots=True)
class Voters:
    """Who in a history votes most for each of a few places; each model is asked once for all."""

    serving: Serving
    places: Sequence[int]
    now: float
    _usual: dict[Signal | str, float] = field(default_factory=dict)
    _asked: dict[tuple[str, int], tuple[NDArray[np.int64], Scores]] = field(default_factory=dict)
    _walked: Mapping[int, tuple[Cause, ...]] | None = None

    def lifts(self, parts: Parts, place: int) -> dict[str, float]:
        """How far each group of signals lifts the place above the average product."""
        if not self._usual:
            self._usual = {signal: float(part.mean()) for signal, part in parts.signals.items()}
            self._usual["attention"] = float(parts.attention.mean())
        found = {"attention": float(parts.attention[place]) - self._usual["attention"]}
        for signal, column in parts.signals.items():
            group = "habit" if signal.model in HABIT else signal.model
            lift = float(column[place]) - self._usual[signal]
            found[group] = found.get(group, 0.0) + lift
        return found

    def strongest(
        self, name: str, history: Histories, place: int, weighing: Weighing | None = None
    ) -> tuple[int, float] | None:
        """The product of the history that gives most to the place, and how much."""
        model = self.serving.votes(name)
        if model is None or not len(history.items):
            return None
        key = name, id(history)
        if key not in self._asked:
            asked = ItemToItem(model.votes, weighing or model.weighing)
            self._asked[key] = asked.shares(history, self.now, self.places)
        own, shares = self._asked[key]
        column = shares[:, self.places.index(place)]
        best = int(column.argmax())
        return (int(own[best]), float(column[best])) if column[best] > 0 else None

    def walked(self, seen: Histories, place: int) -> int | None:
        """The look by which those past visits were found that went on to the place."""
        model = self.serving.next_look
        if model is None or not len(seen.items):
            return None
        if self._walked is None:
            self._walked = model.causes_of_each(latest(seen), 0.0, self.places)
        causes = self._walked[place]
        return causes[0].item if causes else None


def explain(voters: Voters, parts: Parts, place: int) -> Reason:
    """Reason of one product of a home list.

    Each part counts by how far it lifts the product above the average product, so that what all
    products have in common explains nothing.
    """
    lifts = voters.lifts(parts, place)
    for group in sorted(lifts, key=lambda name: -lifts[name]):
        reason = _reason(voters, parts, group, place)
        if reason is not None:
            return reason
    return popular(voters.serving, place)


def explain_beside(voters: Voters, given: Histories, place: int, home: Parts) -> Reason:
    """Reason of a product beside others: bought together, else alike, else that of home."""
    products = voters.serving.products
    if (together := voters.strongest("together", given, place, ONCE)) is not None:
        item, count = together
        return Reason(Code.bought_together, products[item], count=round(count))
    if (alike := voters.strongest("content", given, place, ONCE)) is not None:
        return Reason(Code.similar, products[alike[0]])
    return explain(voters, home, place)


def popular(serving: Serving, place: int) -> Reason:
    """How many people bought the product lately, or ever when nobody did lately."""
    for name in ("popularity-recent", "popularity"):
        model = serving.models.get(name)
        if isinstance(model, Popularity) and model.buyers[place] > 0:
            days = 30.0 if name == "popularity-recent" else None
            return Reason(Code.popular, count=int(model.buyers[place]), days=days)
    return Reason(Code.new)


def _reason(voters: Voters, parts: Parts, group: str, place: int) -> Reason | None:
    serving = voters.serving
    if group == "habit":
        times = int((parts.bought.items == place).sum())
        rhythm = repeat_days(parts.bought, place)
        return Reason(Code.buy_again, count=times, days=rhythm) if times else None
    if group == "attention":
        if (look := voters.walked(parts.seen, place)) is not None:
            return Reason(Code.because_seen, serving.products[look])
        votes = "ease" if serving.votes("ease") is not None else "ease-once"
        return _named(voters, Code.because_seen, votes, parts.seen, place)
    if group == "content":
        return _named(voters, Code.similar, group, parts.bought, place)
    if serving.votes(group) is not None:
        return _named(voters, Code.because_bought, group, parts.bought, place)
    return popular(serving, place)


def _named(voters: Voters, code: Code, name: str, history: Histories, place: int) -> Reason | None:
    """A reason that names the product of the history which votes most for the place."""
    found = voters.strongest(name, history, place)
    return None if found is None else Reason(code, voters.serving.products[found[0]])
