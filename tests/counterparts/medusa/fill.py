"""Set a fresh Medusa shop up: region, warehouse, shipping, products, keys."""

from collections.abc import Callable, Sequence
from typing import Any

Ask = Callable[..., Any]
CURRENCY = "eur"


def fill(ask: Ask, sample: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Make a shop that can be bought in; returns its keys and the numbers a buyer needs."""
    _sell_in_euro(ask)
    region = _region(ask)
    channel = _channel(ask)
    location, profile = _warehouse(ask, channel), _shipping_profile(ask)
    _parcels(ask, location, profile)
    categories = _categories(ask, {product["category"] for product in sample})
    for product in sample:
        _product(ask, product, categories[product["category"]], channel, profile)
    _count(ask, sample, location)
    return {
        "region": region,
        "channel": channel,
        "location": location,
        "secret": _key(ask, "secret")["token"],
        "publishable": _open_to(ask, _key(ask, "publishable"), channel),
    }


def _sell_in_euro(ask: Ask) -> None:
    store = ask("GET", "/stores")["stores"][0]["id"]
    currencies = [{"currency_code": CURRENCY, "is_default": True}]
    ask("POST", f"/stores/{store}", {"supported_currencies": currencies})


def _region(ask: Ask) -> str:
    region = {
        "name": "Europe",
        "currency_code": CURRENCY,
        "countries": ["de"],
        "payment_providers": ["pp_system_default"],
    }
    return str(ask("POST", "/regions", region)["region"]["id"])


def _channel(ask: Ask) -> str:
    there = ask("GET", "/sales-channels")["sales_channels"]
    if there:
        return str(there[0]["id"])
    return str(ask("POST", "/sales-channels", {"name": "Web shop"})["sales_channel"]["id"])


def _warehouse(ask: Ask, channel: str) -> str:
    location = str(ask("POST", "/stock-locations", {"name": "Warehouse"})["stock_location"]["id"])
    ask("POST", f"/stock-locations/{location}/sales-channels", {"add": [channel]})
    provider = {"add": ["manual_manual"]}
    ask("POST", f"/stock-locations/{location}/fulfillment-providers", provider)
    return location


def _shipping_profile(ask: Ask) -> str:
    there = ask("GET", "/shipping-profiles")["shipping_profiles"]
    if there:
        return str(there[0]["id"])
    made = ask("POST", "/shipping-profiles", {"name": "Parcel", "type": "default"})
    return str(made["shipping_profile"]["id"])


def _parcels(ask: Ask, location: str, profile: str) -> None:
    asked = {"name": "Parcels", "type": "shipping"}
    sets = {"fields": "id,*fulfillment_sets"}
    made = ask("POST", f"/stock-locations/{location}/fulfillment-sets", asked, **sets)
    chosen = made["stock_location"]["fulfillment_sets"][0]["id"]
    zone = {"name": "Germany", "geo_zones": [{"type": "country", "country_code": "de"}]}
    zoned = ask(
        "POST", f"/fulfillment-sets/{chosen}/service-zones", zone, fields="id,*service_zones"
    )
    option = {
        "name": "Parcel",
        "service_zone_id": zoned["fulfillment_set"]["service_zones"][0]["id"],
        "shipping_profile_id": profile,
        "provider_id": "manual_manual",
        "price_type": "flat",
        "type": {"label": "Parcel", "description": "Two days", "code": "parcel"},
        "prices": [{"currency_code": CURRENCY, "amount": 4.9}],
        "rules": [
            {"attribute": "enabled_in_store", "operator": "eq", "value": "true"},
            {"attribute": "is_return", "operator": "eq", "value": "false"},
        ],
    }
    ask("POST", "/shipping-options", option)


def _categories(ask: Ask, names: set[str]) -> dict[str, str]:
    made = {}
    for name in sorted(names):
        answer = ask("POST", "/product-categories", {"name": name, "is_active": True})
        made[name] = str(answer["product_category"]["id"])
    return made


def _product(ask: Ask, product: dict[str, Any], category: str, channel: str, profile: str) -> None:
    names = list(product["variants"][0]["options"])
    values = {name: [each["options"][name] for each in product["variants"]] for name in names}
    body = {
        "title": product["title"],
        "handle": product["handle"],
        "description": product["description"],
        "status": "published",
        "shipping_profile_id": profile,
        "categories": [{"id": category}],
        "sales_channels": [{"id": channel}],
        "options": [{"title": name, "values": values[name]} for name in names],
        "variants": [_variant(each) for each in product["variants"]],
    }
    ask("POST", "/products", body)


def _variant(variant: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": " ".join(variant["options"].values()),
        "sku": variant["sku"],
        "options": variant["options"],
        "manage_inventory": True,
        "prices": [{"currency_code": CURRENCY, "amount": float(variant["price"])}],
    }


def _count(ask: Ask, sample: Sequence[dict[str, Any]], location: str) -> None:
    stock = {each["sku"]: each["stock"] for product in sample for each in product["variants"]}
    for item in ask("GET", "/inventory-items", limit=1000)["inventory_items"]:
        level = {"location_id": location, "stocked_quantity": stock[item["sku"]]}
        ask("POST", f"/inventory-items/{item['id']}/location-levels", level)


def _key(ask: Ask, kind: str) -> dict[str, Any]:
    key: dict[str, Any] = ask("POST", "/api-keys", {"title": kind, "type": kind})["api_key"]
    return key


def _open_to(ask: Ask, key: dict[str, Any], channel: str) -> str:
    ask("POST", f"/api-keys/{key['id']}/sales-channels", {"add": [channel]})
    return str(key["token"])
