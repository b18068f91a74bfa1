"""A made-up past of a shop with two tastes, and what was learned from it."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from shopweave.foundation.artefacts import ArtefactStore
from shopweave.recommend.record import Past
from shopweave.recommend.serving import Serving, build
from shopweave.recommend.shelf import pack
from shopweave.recommend.train import MODEL, facts_of
from shopweave.recommend.training import learn

PRODUCTS = [f"{place:032x}" for place in range(22)]
NOW = 19_150.0


def past(customers: int = 120, days: int = 150, seed: int = 0) -> Past:
    """Even customers buy products 0-9, odd ones 10-19; 20 and 21 are new, alike to 0 and 10."""
    random = np.random.default_rng(seed)
    who, what, when, which = [], [], [], []
    habit = 1 / np.arange(1, 11)
    for customer in range(customers):
        day, favourites = float(random.integers(14)), _favourites(habit, random)
        while day < days:
            own = 10 * (customer % 2) + np.arange(10)
            chosen = random.choice(own, 3, replace=False, p=favourites)
            who += [customer] * 3
            what += chosen.tolist()
            when += [19_000.0 + day] * 3
            which += [len(which) // 3] * 3
            day += float(random.integers(10, 18))
    texts = [f"tea number{place}" if place < 10 else f"mug number{place}" for place in range(20)]
    return Past(
        products=PRODUCTS,
        texts=[*texts, "tea number0 green", "mug number10 blue"],
        customers=np.array(who),
        items=np.array(what),
        baskets=np.array(which),
        times=np.array(when),
        people=customers,
    )


def _favourites(habit: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Every second customer loves what most do, the others something of their own."""
    own = habit if random.random() < 0.5 else random.permutation(habit)
    return own / own.sum()


def serving(folder: Path, shop: Past) -> Serving:
    """Learn from the past, write the version, open it."""
    learned = learn(shop, NOW, None, lambda _note: None)
    files = {**pack(learned.models), "products": shop.products}
    at = datetime(2022, 6, 8, tzinfo=UTC)
    return build(ArtefactStore(folder).write(MODEL, files, facts_of(shop, learned), at))
