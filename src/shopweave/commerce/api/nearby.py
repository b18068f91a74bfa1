"""`GET /v1/availability`: is it in my nearest store? For shop fronts, with a public key."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.routing import Route

from shopweave.commerce import catalog, stock
from shopweave.commerce.api.errors import NotWhere, UnknownGoods
from shopweave.commerce.places import Place, PlaceKind
from shopweave.commerce.stock import Pool, StockPreferences
from shopweave.foundation import preferences
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, Transaction
from shopweave.trust.permissions import Permission, Principal, front_route

FEW = 3
_MOST_PLACES = 20


class Nearby:
    """Which stores have a product, the nearest first."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def routes(self) -> list[Route]:
        """The address, open to browsers of any shop front that has a key."""
        return [front_route("/v1/availability", Permission.AVAILABILITY_READ, self._answer)]

    async def _answer(self, request: Request, caller: Principal) -> dict[str, Any]:
        asked, near = request.query_params, _position(request.query_params)
        return await asyncio.to_thread(
            self._find, caller.source, asked.get("product", ""), asked.get("variant", ""), near
        )

    def _find(
        self, source: str | None, product: str, variant: str, near: tuple[float, float] | None
    ) -> dict[str, Any]:
        now = self._clock.now()
        with self._database.read() as tx:
            pools = _pools(tx, source, product, variant, now)
            exact = preferences.get(tx, StockPreferences).exact_public
            stores = [p for p in stock.selling(tx) if p.kind is PlaceKind.STORE]
            online = _units(tx, pools, source, now)
        rows = [_store(place, pools, near, now, exact=exact) for place in stores]
        rows.sort(key=lambda row: (row["km"] is None, row["km"] or 0.0, row["name"]))
        return {"product": product, "online": _shown(online, exact), "stores": rows[:_MOST_PLACES]}


def _pools(
    tx: Transaction, source: str | None, product: str, variant: str, now: datetime
) -> dict[str, Pool]:
    known = catalog.ids_of(tx, source, [product]) if source else {}
    found = catalog.products(tx, [known.get(product, product)])
    if not product or not found:
        raise UnknownGoods(product=product)
    forms = [f.id for f in found[0].variants if variant in ("", f.external_id, f.id)]
    if variant and not forms:
        raise UnknownGoods(product=f"{product} / {variant}")
    return stock.pools(tx, forms if variant else [found[0].id, *forms], now)


def _units(
    tx: Transaction, pools: Mapping[str, Pool], source: str | None, now: datetime
) -> float | None:
    promised = stock.available(tx, pools, source, now)
    units = {one.article_id: one.units for one in promised.values() if one.units is not None}
    return sum(units.values()) if units else None


def _store(
    place: Place,
    pools: Mapping[str, Pool],
    near: tuple[float, float] | None,
    now: datetime,
    *,
    exact: bool,
) -> dict[str, Any]:
    here = {p.article_id: p.at[place.id] for p in pools.values() if place.id in p.at}
    tracked = [one for one in here.values() if one.tracked]
    units = sum(max(0.0, one.free) for one in tracked) if tracked else 0.0
    away = stock.kilometres(near, place.position) if near and place.position else None
    return {
        "place": place.external_id,
        "name": place.name,
        "km": None if away is None else round(away, 1),
        "address": str(place.attributes.get("address", "")),
        "hours": place.attributes.get("hours"),
        "today": _today(place, now),
        **_shown(units, exact),
    }


def _today(place: Place, now: datetime) -> str | None:
    """Opening hours of this weekday by the store's own clock, as the merchant wrote them."""
    hours = place.attributes.get("hours")
    day = now.astimezone(ZoneInfo(place.time_zone)).strftime("%a").lower()
    return str(hours[day]) if isinstance(hours, Mapping) and day in hours else None


def _shown(units: float | None, exact: bool) -> dict[str, Any]:
    """In stock, few or none; the figure only if the merchant shows figures."""
    if units is None:
        return {"availability": "in_stock"}
    word = "none" if units <= 0 else "few" if units <= FEW else "in_stock"
    return {"availability": word, "units": units} if exact else {"availability": word}


def _position(asked: Mapping[str, str]) -> tuple[float, float] | None:
    if "lat" not in asked and "lon" not in asked:
        return None
    try:
        lat, lon = float(asked.get("lat", "")), float(asked.get("lon", ""))
    except ValueError as error:
        raise NotWhere from error
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise NotWhere
    return lat, lon
