"""Among places that can serve: the nearest, or the one with most in stock."""

from collections.abc import Callable, Mapping
from math import asin, cos, radians, sin, sqrt

from shopweave.commerce.stock.promised import Pool
from shopweave.commerce.stock.serving import Serving
from shopweave.commerce.stock.settings import Choice

Near = tuple[float, float] | None
_EARTH_KM = 6371.0088
_FAR = 1e9


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two points in degrees (haversine)."""
    lat_a, lon_a, lat_b, lon_b = map(radians, (*a, *b))
    bend = sin((lat_b - lat_a) / 2) ** 2
    bend += cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(bend)))


def rank(
    rules: Serving, found: Mapping[str, Pool], near: Near
) -> Callable[[str], tuple[float, ...]]:
    """Order of places: the smaller comes first; sites by name among equals.

    A place where nobody counted the goods comes last: it is not known to have any.
    """
    at = {site.id: number for number, site in enumerate(rules.sites)}
    spots = {site.id: site.position for site in rules.sites}
    by_distance = rules.rules.choice is Choice.NEAREST and near is not None

    def place(key: str) -> tuple[float, ...]:
        spot = spots.get(key)
        away = kilometres(near, spot) if by_distance and near and spot else _FAR
        stock = sum(pool.at[key].free for pool in found.values() if key in pool.at)
        blind = sum(p.tracked and not (key in p.at and p.at[key].tracked) for p in found.values())
        return (float(blind), away if by_distance else 0.0, -stock, float(at.get(key, len(at))))

    return place
