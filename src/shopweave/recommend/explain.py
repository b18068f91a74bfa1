"""The real reason why a product is in a list: the part of its score that lifts it most."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopweave.algorithms.recommend import Histories, ItemToItem, Popularity, Signal
from shopweave.algorithms.recommend.rhythm import repeat_days
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


def explain(serving: Serving, parts: Parts, place: int) -> Reason:
    """Reason of one product of a home list.

    Each part counts by how far it lifts the product above the average product, so that what all
    products have in common explains nothing.
    """
    lifts: dict[str, float] = {}
    for signal, column in parts.signals.items():
        group = "habit" if signal.model in HABIT else signal.model
        lifts[group] = lifts.get(group, 0.0) + float(column[place] - column.mean())
    lifts["attention"] = float(parts.attention[place] - parts.attention.mean())
    for group in sorted(lifts, key=lambda name: -lifts[name]):
        reason = _reason(serving, parts, group, place)
        if reason is not None:
            return reason
    return popular(serving, place)


def explain_beside(serving: Serving, given: Histories, place: int, home: Parts) -> Reason:
    """Reason of a product beside others: bought together, else alike, else that of home."""
    together = _strongest(serving, "together", given, place)
    if together is not None:
        item, count = together
        return Reason(Code.bought_together, serving.products[item], count=round(count))
    alike = _strongest(serving, "content", given, place)
    if alike is not None:
        return Reason(Code.similar, serving.products[alike[0]])
    return explain(serving, home, place)


def popular(serving: Serving, place: int) -> Reason:
    """How many people bought the product lately, or ever when nobody did lately."""
    for name in ("popularity-recent", "popularity"):
        model = serving.models.get(name)
        if isinstance(model, Popularity) and model.buyers[place] > 0:
            days = 30.0 if name == "popularity-recent" else None
            return Reason(Code.popular, count=int(model.buyers[place]), days=days)
    return Reason(Code.new)


def _reason(serving: Serving, parts: Parts, group: str, place: int) -> Reason | None:
    if group == "habit":
        times = int((parts.bought.items == place).sum())
        rhythm = repeat_days(parts.bought, place)
        return Reason(Code.buy_again, count=times, days=rhythm) if times else None
    if group == "attention":
        return _named(serving, Code.because_seen, _model(serving), parts.seen, place)
    if group == "content":
        return _named(serving, Code.similar, serving.votes("content"), parts.bought, place)
    model = serving.votes(group)
    if model is not None:
        return _named(serving, Code.because_bought, model, parts.bought, place)
    return popular(serving, place)


def _model(serving: Serving) -> ItemToItem | None:
    return serving.votes("ease") or serving.votes("ease-once")


def _named(
    serving: Serving, code: Code, model: ItemToItem | None, history: Histories, place: int
) -> Reason | None:
    """A reason that names the product of the history which votes most for the place."""
    causes = model.causes(history, 0.0, place) if model is not None else ()
    item = next((cause.item for cause in causes if cause.item is not None), None)
    return None if item is None else Reason(code, serving.products[item])


def _strongest(
    serving: Serving, name: str, given: Histories, place: int
) -> tuple[int, float] | None:
    model = serving.votes(name)
    if model is None:
        return None
    causes = ItemToItem(model.votes).causes(given, 0.0, place)
    if not causes or causes[0].item is None:
        return None
    return causes[0].item, causes[0].amount
