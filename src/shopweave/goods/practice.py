"""Pairs to learn from where nobody labelled any: own products as another shop might tell them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopweave.algorithms import matching
from shopweave.algorithms.matching import Matcher, Offer, Offers

MOST = 1500
# Few products are retold by several tellers who vote, lest the chance of one decide.
ENOUGH, TELLERS = 300, 12
NEIGHBOURS = 4
DROPPED, MOVED, UNTOLD, JOINED = 0.3, 0.5, 0.5, 0.5

# Features (pairs, features), and which pairs are the same (pairs,).
Lesson = tuple[NDArray[np.float64], NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair that a person decided: places in both catalogues, and whether it is the same."""

    left: int
    right: int
    same: bool


def learn(
    left: Sequence[Offer], right: Sequence[Offer], judged: Sequence[Judged], seed: int
) -> Matcher:
    """A matcher for two catalogues: from retold products of both, and from what people decided.

    What a person decided counts five times. The same seed learns the same.
    """
    own = [*left, *right]
    tellers = min(max(ENOUGH // len(own), 1), TELLERS)
    decided = _judged(left, right, judged) if judged else None
    taught = [_taught(own, decided, seed + number) for number in range(tellers)]
    return Matcher(tuple(tree for one in taught for tree in one.trees))


def _taught(own: Sequence[Offer], decided: Lesson | None, seed: int) -> Matcher:
    random = np.random.default_rng(seed)
    some = [own[place] for place in np.sort(random.permutation(len(own))[:MOST])]
    table, same = _practised(some, [retell(offer, random) for offer in some])
    if decided is not None:
        table = np.concatenate([table, *[decided[0]] * 5])
        same = np.concatenate([same, *[decided[1]] * 5])
    return matching.fit(table, same, seed)


def retell(offer: Offer, random: np.random.Generator) -> Offer:
    """The same product in another shop's words: fewer, elsewhere, joined; another price."""
    words = offer.title.split() if " " in offer.title.strip() else list(offer.title)
    gap = " " if " " in offer.title.strip() else ""
    kept = [word for word in words if random.random() > DROPPED or _telling(word)] or words
    if offer.brand and random.random() < UNTOLD:
        kept = [word for word in kept if word.casefold() != offer.brand.casefold()] or kept
    if random.random() < MOVED and len(kept) > 1 and gap:
        cut = int(random.integers(1, len(kept)))
        kept = kept[cut:] + kept[:cut]
    if random.random() < JOINED:
        kept = [word.replace("-", "").replace("/", "") or word for word in kept]
    text = offer.text if random.random() > UNTOLD else ""
    brand = offer.brand if random.random() > UNTOLD else ""
    price = offer.price and offer.price * float(np.exp(random.normal(0, 0.12)))
    return Offer(gap.join(kept), text, brand, price if random.random() > 0.2 else None)


def _telling(word: str) -> bool:
    """Whether a word with a digit would hardly be left out."""
    return any(map(str.isdigit, word))


def _practised(some: Sequence[Offer], told: Sequence[Offer]) -> Lesson:
    """Each product with its retelling, and with the retellings of those that are most like it."""
    ours, theirs = matching.gather(some), matching.gather(told)
    share = min(2 * NEIGHBOURS / max(len(some), 1), 1.0)
    li, ri = matching.block(ours, theirs, share)
    own = np.arange(len(some))
    li, ri = np.concatenate([own, li[li != ri]]), np.concatenate([own, ri[li != ri]])
    twins = np.array([some[i] == some[j] for i, j in zip(li, ri, strict=True)]) | (li == ri)
    return matching.features(ours, theirs, li, ri)[1], twins.astype(np.int64)


def _judged(left: Sequence[Offer], right: Sequence[Offer], judged: Sequence[Judged]) -> Lesson:
    ours: Offers = matching.gather(left)
    li = np.array([one.left for one in judged])
    ri = np.array([one.right for one in judged])
    table = matching.features(ours, matching.gather(right), li, ri)[1]
    return table, np.array([one.same for one in judged], np.int64)
