"""Which place serves what: the whole order from one place if one can, split only if needed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from shopweave.commerce.stock.promised import Need, Share

# Free units by article and place.
Free = dict[str, dict[str, float]]
Rank = Callable[[str], tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Allocation:
    """Who gives what. missing: units that no place has, taken from the first place all the same."""

    shares: tuple[Share, ...]
    missing: float
    reason: str


def allocate(
    needs: Sequence[Need],
    article_of: Mapping[str, str],
    free: Free,
    places: Sequence[str],
    rank: Rank,
) -> Allocation:
    """Share needs out over places and take them off `free`.

    places: those that serve, at least one. rank: the smaller comes first among equals. Articles
    that `free` does not hold are not tracked: any place gives them.
    """
    order = sorted(places, key=rank)
    whole = next((p for p in order if not _short(needs, article_of, free, p)), None)
    if whole is None:
        return _split(needs, article_of, free, order)
    return _taken([(need, whole, need.quantity) for need in needs], article_of, free, 0.0)


def _short(needs: Sequence[Need], article_of: Mapping[str, str], free: Free, place: str) -> bool:
    """Whether a place cannot give all of it; two needs of one article count together."""
    if any(need.place_id not in (None, place) for need in needs):
        return True
    asked: dict[str, float] = {}
    for need in needs:
        article = article_of[need.variant_id]
        asked[article] = asked.get(article, 0.0) + need.quantity
    return any(
        article in free and free[article].get(place, 0.0) < units
        for article, units in asked.items()
    )


def _split(
    needs: Sequence[Need], article_of: Mapping[str, str], free: Free, order: Sequence[str]
) -> Allocation:
    """Take from the place that serves most, then from the next, until nothing is missing."""
    left = {number: need.quantity for number, need in enumerate(needs)}
    given: list[tuple[Need, str, float]] = []
    rest = {article: dict(places) for article, places in free.items()}
    open_places = list(order)
    while any(left.values()) and open_places:
        best = max(open_places, key=lambda p: _serves(needs, left, article_of, rest, p))
        if _serves(needs, left, article_of, rest, best) <= 0:
            break
        open_places.remove(best)
        for number, need in enumerate(needs):
            units = _gives(need, left[number], article_of, rest, best)
            if units > 0:
                given.append((need, best, units))
                left[number] = round(left[number] - units, 3)
                _take(rest, article_of[need.variant_id], best, units)
    missing = round(sum(left.values()), 3)
    given += [
        (need, need.place_id or order[0], left[number])
        for number, need in enumerate(needs)
        if left[number] > 0
    ]
    return _taken(given, article_of, free, missing)


def _serves(
    needs: Sequence[Need],
    left: Mapping[int, float],
    article_of: Mapping[str, str],
    free: Free,
    place: str,
) -> float:
    return sum(
        _gives(need, left[number], article_of, free, place) for number, need in enumerate(needs)
    )


def _gives(
    need: Need, wanted: float, article_of: Mapping[str, str], free: Free, place: str
) -> float:
    if wanted <= 0 or need.place_id not in (None, place):
        return 0.0
    held = free.get(article_of[need.variant_id])
    return wanted if held is None else min(wanted, max(0.0, held.get(place, 0.0)))


def _taken(
    given: Sequence[tuple[Need, str, float]],
    article_of: Mapping[str, str],
    free: Free,
    missing: float,
) -> Allocation:
    shares: dict[tuple[str, str], Share] = {}
    for need, place, units in given:
        _take(free, article_of[need.variant_id], place, units)
        before = shares.get((need.variant_id, place))
        total = round(units + (before.quantity if before else 0.0), 3)
        share = Share(need.product_id, need.variant_id, place, total)
        shares[need.variant_id, place] = share
    used = {share.place_id for share in shares.values()}
    reason = "short" if missing else "whole" if len(used) == 1 else "split"
    return Allocation(tuple(shares.values()), missing, reason)


def _take(free: Free, article: str, place: str, units: float) -> None:
    if article in free:
        free[article][place] = round(free[article].get(place, 0.0) - units, 3)
