"""What there is of an article, by site: one pile, however many shops list and count it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shopweave.commerce import catalog, places
from shopweave.commerce.places import Place
from shopweave.commerce.stock.promised import AtPlace, Pool
from shopweave.commerce.stock.records import ledger, reservations
from shopweave.commerce.stock.types import Level
from shopweave.foundation.database import Transaction

Spots = Mapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Sites:
    """The tree of places, flattened: to which site each place belongs, and what cannot be sold."""

    site_of: Mapping[str, str]
    closed: frozenset[str]

    def site(self, place_id: str) -> str | None:
        """The site that sells what stands at a place; None for damaged goods and the like."""
        return None if place_id in self.closed else self.site_of.get(place_id, place_id)


@dataclass(frozen=True, slots=True)
class Ground:
    """What holds while one deed is done: the places, and the forms of each article it touches."""

    tree: Sites
    forms: Mapping[str, Sequence[str]]

    def covers(self, variant_ids: Iterable[str]) -> bool:
        """Whether all of these are forms that were looked up."""
        known = {variant for some in self.forms.values() for variant in some}
        return known.issuperset(variant_ids)


def ground(tx: Transaction, variant_ids: Iterable[str], tree: Sites | None = None) -> Ground:
    """Read it once for some variants; tree: the places, where the caller has read them already."""
    return Ground(tree or sites(places.every(tx)), catalog.all_forms(tx, variant_ids))


def sites(every: Sequence[Place]) -> Sites:
    """The tree of all places, parents first.

    A place is not sold from when it, or what it stands in, is not sellable.
    """
    of: dict[str, str] = {}
    closed: set[str] = set()
    for place in every:
        of[place.id] = of.get(place.parent_id or "", place.id)
        if not place.sellable or place.parent_id in closed:
            closed.add(place.id)
    return Sites(of, frozenset(closed))


def selling(tx: Transaction) -> list[Place]:
    """The sites that goods are sold from, by name."""
    return open_sites(places.every(tx))


def open_sites(every: Sequence[Place]) -> list[Place]:
    """Those of all places that goods are sold from."""
    return [place for place in every if place.parent_id is None and place.sellable]


def pools(
    tx: Transaction,
    variant_ids: Iterable[str],
    now: datetime,
    without: Sequence[str] = (),
    known: Ground | None = None,
) -> dict[str, Pool]:
    """Variant to the pool of its article; `without` some reservations, which are being redone.

    known: what the caller has read already; what it does not cover is read again.
    """
    wanted = list(variant_ids)
    if known is None or not known.covers(wanted):
        known = ground(tx, wanted, known.tree if known else None)
    members, tree = known.forms, known.tree
    of = {variant: article for article, some in members.items() for variant in some}
    levels: dict[str, list[Level]] = {}
    for (variant, _), level in ledger.levels_at(tx, of).items():
        levels.setdefault(variant, []).append(level)
    held: dict[str, dict[str, float]] = {}
    for (variant, place), units in reservations.reserved(tx, of, now, without).items():
        held.setdefault(variant, {})[place] = units
    found = {
        article: _pool(tx, article, some, levels, held, tree) for article, some in members.items()
    }
    return {variant: found[of[variant]] for variant in wanted}


def _pool(
    tx: Transaction,
    article: str,
    variants: Sequence[str],
    levels: Mapping[str, Sequence[Level]],
    held: Mapping[str, Mapping[str, float]],
    tree: Sites,
) -> Pool:
    by_place: dict[str, list[Level]] = {}
    for variant in variants:
        for level in levels.get(variant, ()):
            by_place.setdefault(level.place_id, []).append(level)
    at: dict[str, AtPlace] = {}
    for place, some in by_place.items():
        tracked = any(level.tracked for level in some)
        _put(at, tree, AtPlace(place, joined(tx, some), 0.0, tracked))
    for variant in variants:
        for place, units in held.get(variant, {}).items():
            _put(at, tree, AtPlace(place, 0.0, units, tracked=False))
    return Pool(article, at, tuple(variants))


def joined(tx: Transaction, levels: Sequence[Level]) -> float:
    """What lies at one place by the latest count of any of these variants and what moved since.

    Two shops that count the same shelf count the same goods: their numbers do not add up.
    """
    counted = [(level.counted_at, level) for level in levels if level.counted_at is not None]
    if len(levels) == 1 or not counted:
        return round(sum(level.on_hand for level in levels), 3)
    at, newest = max(counted, key=lambda pair: (pair[0], pair[1].on_hand))
    others = [level.variant_id for level in levels if level is not newest]
    since = ledger.moved_since(tx, others, newest.place_id, at)
    return round(newest.on_hand + since, 3)


def _put(at: dict[str, AtPlace], tree: Sites, one: AtPlace) -> None:
    site = tree.site(one.place_id)
    if site is None:
        return
    before = at.get(site, AtPlace(site, 0.0, 0.0, tracked=False))
    at[site] = AtPlace(
        site,
        round(before.on_hand + one.on_hand, 3),
        round(before.reserved + one.reserved, 3),
        before.tracked or one.tracked,
    )
