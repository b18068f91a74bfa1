"""Write stock, prices and stages of orders into a Medusa shop."""

from collections.abc import Iterator, Sequence
from typing import Any

from shopweave.commerce.orders import OrderStatus
from shopweave.connectors.contract import (
    CannotDo,
    OrderChange,
    PriceChange,
    Refused,
    StockLevel,
)
from shopweave.connectors.contract.refusals import NotTaken, OtherCurrency
from shopweave.connectors.medusa import products, stock
from shopweave.connectors.medusa.admin import Admin
from shopweave.foundation.money import Money

_AT_ONCE = 100
_ORDER = (
    "id,status,*items,fulfillments.id,fulfillments.shipped_at,"
    "fulfillments.delivered_at,fulfillments.canceled_at"
)


def write_stock(admin: Admin, levels: Sequence[StockLevel]) -> list[Refused]:
    """Set what is on the shelf so that so much can be sold: what is promised comes on top."""
    refused: list[Refused] = []
    places = admin.list("stock-locations", "stock_locations", {"limit": 200, "order": "id"})[0]
    for start in range(0, len(levels), _AT_ONCE):
        chunk = levels[start : start + _AT_ONCE]
        known = {item["id"]: item for item in _variants(admin, chunk)}
        updates = []
        for level in chunk:
            try:
                updates.append(_update(known.get(level.variant or ""), places, level))
            except NotTaken as problem:
                refused.append(Refused(level.variant or level.product, "stock", problem))
        if updates:
            admin.post("inventory-items/location-levels/batch", {"update": updates})
    return refused


def write_prices(admin: Admin, changes: Sequence[PriceChange]) -> list[Refused]:
    """Set the price that holds for everybody; the prices of groups and regions stay."""
    refused: list[Refused] = []
    for change in changes:
        try:
            _set_price(admin, change)
        except (NotTaken, OtherCurrency) as problem:
            refused.append(Refused(change.variant or change.product, "price", problem))
    return refused


def write_orders(admin: Admin, changes: Sequence[OrderChange]) -> list[Refused]:
    """Send, deliver or cancel orders; one that is as far already is left as it is."""
    refused: list[Refused] = []
    for change in changes:
        try:
            _carry_on(admin, change)
        except (NotTaken, CannotDo) as problem:
            refused.append(Refused(change.order, "status", problem))
    return refused


def _variants(admin: Admin, levels: Sequence[StockLevel]) -> list[Any]:
    ids = [level.variant for level in levels if level.variant]
    query = {"limit": len(ids), "fields": stock.FIELDS, "id[]": ids}
    return admin.list("product-variants", "variants", query)[0] if ids else []


def _update(item: Any, places: Sequence[Any], level: StockLevel) -> dict[str, Any]:
    if item is None:
        raise NotTaken(reason=f"{level.variant or level.product} is not there")
    parts = item.get("inventory_items") or []
    if len(parts) != 1 or parts[0]["required_quantity"] != 1:
        raise NotTaken(reason=f"{item['sku']} has no stock of its own")
    named = [place["id"] for place in places if level.place in {None, place["name"]}]
    for row in parts[0]["inventory"]["location_levels"]:
        if row["location_id"] in named:
            return {
                "inventory_item_id": parts[0]["inventory_item_id"],
                "location_id": row["location_id"],
                "stocked_quantity": int(level.units) + row["reserved_quantity"],
            }
    raise NotTaken(reason=f"{item['sku']} is not kept at {level.place or 'any place'}")


def _set_price(admin: Admin, change: PriceChange) -> None:
    """Replace one amount among the variant's prices; those left out would be deleted."""
    path = f"products/{change.product}/variants/{change.variant}"
    query = {"limit": 1, "id[]": [change.variant or ""], "fields": "id,*prices"}
    found = admin.list("product-variants", "variants", query)[0]
    if not found:
        raise NotTaken(reason=f"{change.variant or change.product} is not there")
    prices = [_kept(price) for price in found[0]["prices"]]
    currency = change.price.currency.lower()
    plain = [p for p in prices if p["currency_code"] == currency and products.is_plain(p)]
    if not plain:
        own = ", ".join(sorted({price["currency_code"].upper() for price in prices})) or "-"
        raise OtherCurrency(currency=change.price.currency, own=own)
    plain[0]["amount"] = float(Money(change.price.amount, change.price.currency).decimal())
    admin.post(path, {"prices": prices})


def _kept(price: dict[str, Any]) -> dict[str, Any]:
    names = ("id", "amount", "currency_code", "min_quantity", "max_quantity", "rules")
    return {name: price[name] for name in names if price.get(name)}


def _carry_on(admin: Admin, change: OrderChange) -> None:
    order = admin.get(f"orders/{change.order}", fields=_ORDER)["order"]
    if change.status is OrderStatus.CANCELLED:
        if order["status"] != "canceled":
            admin.post(f"orders/{change.order}/cancel", {})
        return
    if change.status not in {OrderStatus.SHIPPED, OrderStatus.DELIVERED}:
        raise CannotDo(kind="medusa", what=change.status.value)
    for parcel in list(_parcels(admin, order)):
        _send(admin, order, parcel, change)
        if change.status is OrderStatus.DELIVERED and not parcel["delivered_at"]:
            admin.post(f"orders/{order['id']}/fulfillments/{parcel['id']}/mark-as-delivered", {})


def _parcels(admin: Admin, order: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Parcels that are packed; all goods in one where nothing is packed yet."""
    packed = [one for one in order["fulfillments"] or [] if not one["canceled_at"]]
    if packed:
        yield from packed
        return
    admin.post(f"orders/{order['id']}/fulfillments", {"items": _items(order)})
    fresh = admin.get(f"orders/{order['id']}", fields=_ORDER)["order"]
    yield from (one for one in fresh["fulfillments"] if not one["canceled_at"])


def _send(admin: Admin, order: dict[str, Any], parcel: dict[str, Any], change: OrderChange) -> None:
    if parcel["shipped_at"]:
        return
    labels = [{"tracking_number": change.tracking, "tracking_url": "", "label_url": ""}]
    body = {"items": _items(order), "labels": labels if change.tracking else []}
    admin.post(f"orders/{order['id']}/fulfillments/{parcel['id']}/shipments", body)


def _items(order: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"id": item["id"], "quantity": item["quantity"]} for item in order["items"]]
