"""Compare the catalogues of all sources, two at a time, and find what may be the same."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from shopweave.algorithms import matching
from shopweave.algorithms.matching import Offer
from shopweave.commerce.catalog import Listing
from shopweave.goods.practice import Judged, learn

SEED = 0
LEAST = 0.5
FEWEST = 8


@dataclass(frozen=True, slots=True)
class Likely:
    """Two products that may be one, the one known longer first."""

    left: Listing
    right: Listing
    probability: float


def compare(
    listings: Sequence[Listing],
    leaders: Mapping[str, str],
    judged: Mapping[frozenset[str], bool],
) -> list[Likely]:
    """Pairs of different sources that may be the same and nobody has decided on, likest first.

    leaders: what is linked already. judged: pairs that a person called the same, or different.
    """
    by_source: dict[str, list[Listing]] = defaultdict(list)
    for one in listings:
        by_source[one.source_id].append(one)
    found = [
        likely
        for left, right in combinations(sorted(by_source), 2)
        for likely in _two(by_source[left], by_source[right], leaders, judged)
    ]
    return sorted(found, key=lambda likely: -likely.probability)


def offer(listing: Listing) -> Offer:
    """As the comparison takes it; prices of one currency compare, others are left out below."""
    price = None if listing.price is None else listing.price / 100
    return Offer(listing.title, listing.text, listing.brand, price)


def _two(
    left: Sequence[Listing],
    right: Sequence[Listing],
    leaders: Mapping[str, str],
    judged: Mapping[frozenset[str], bool],
) -> Iterator[Likely]:
    """Each product's best partner, where each is the other's best."""
    ours, theirs = [offer(one) for one in left], [offer(one) for one in right]
    a, b = matching.gather(ours), matching.gather(theirs)
    li, ri = matching.block(a, b, _share(len(left), len(right)))
    if not len(li):
        return
    matcher = learn(ours, theirs, list(_known(left, right, judged)), SEED)
    said = matcher.probability(matching.features(a, b, li, ri)[1])
    said[[not _open(left[i], right[j], leaders, judged) for i, j in zip(li, ri, strict=True)]] = 0.0
    for pair in _mutual(li, ri, said):
        first, second = sorted((left[li[pair]], right[ri[pair]]), key=lambda one: one.product_id)
        yield Likely(first, second, float(said[pair]))


def _share(left: int, right: int) -> float:
    """A hundredth of all pairs, or more where catalogues are small."""
    return min(max(0.01, 2 * FEWEST / min(left, right)), 1.0)


def _known(
    left: Sequence[Listing], right: Sequence[Listing], judged: Mapping[frozenset[str], bool]
) -> Iterator[Judged]:
    here = {one.product_id: place for place, one in enumerate(left)}
    there = {one.product_id: place for place, one in enumerate(right)}
    for pair, same in judged.items():
        ours, theirs = pair & here.keys(), pair & there.keys()
        if len(ours) == len(theirs) == 1:
            yield Judged(here[min(ours)], there[min(theirs)], same)


def _open(
    left: Listing,
    right: Listing,
    leaders: Mapping[str, str],
    judged: Mapping[frozenset[str], bool],
) -> bool:
    """Whether nothing is decided: not linked, not judged, and not told apart by their GTINs."""
    one, other = left.product_id, right.product_id
    linked = one in leaders and leaders.get(one) == leaders.get(other)
    apart = bool(left.gtins and right.gtins) and not left.gtins & right.gtins
    return not linked and not apart and frozenset((one, other)) not in judged


def _mutual(
    li: NDArray[np.int64], ri: NDArray[np.int64], said: NDArray[np.float64]
) -> Iterator[int]:
    """Pairs at or above the least probability that are the best of both of their sides."""
    taken: tuple[set[int], set[int]] = (set(), set())
    for pair in np.argsort(-said, kind="stable"):
        if said[pair] < LEAST:
            return
        if li[pair] not in taken[0] and ri[pair] not in taken[1]:
            yield int(pair)
        taken[0].add(int(li[pair]))
        taken[1].add(int(ri[pair]))
