"""A shop's items as rows of our own REST API, which know how to become drafts."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from shopweave.commerce import catalog
from shopweave.connectors.contract import Entity, from_decimal
from shopweave.connectors.files.contents.statuses import status_of
from shopweave.connectors.rest.fields import LINE, assigned, flat, value

Item = Mapping[str, Any]
Fields = Mapping[str, str]
Row = dict[str, Any]
_AS_TOLD = ("title", "sku", "gtin", "brand", "url", "currency", "weight")
_MILLISECONDS = 10**11


def row(entity: Entity, item: Item, fields: Fields, time_zone: str) -> Row:
    """One item as a row; raises a problem or trips over what is not there."""
    found = {name: value(item, path) for name, path in fields.items()}
    if found.get("weight") is not None:
        unit = catalog.unit_named(fields["weight"]) or "g"
        found["weight"] = catalog.grams_told(found["weight"], unit)
    makers = {
        Entity.PRODUCTS: _product,
        Entity.ORDERS: _order,
        Entity.CUSTOMERS: _customer,
        Entity.STOCK: _stock,
    }
    made = makers[entity](found, ZoneInfo(time_zone))
    return {name: one for name, one in made.items() if one not in (None, "", (), [])}


def instant(stamp: Any, zone: ZoneInfo) -> str | None:
    """A time as ISO 8601 with its zone: from text, or seconds or milliseconds since 1970."""
    if stamp in (None, ""):
        return None
    if isinstance(stamp, int | float):
        seconds = stamp / 1000 if stamp > _MILLISECONDS else stamp
        return datetime.fromtimestamp(seconds, UTC).isoformat()
    at = datetime.fromisoformat(str(stamp))
    return (at if at.tzinfo else at.replace(tzinfo=zone)).isoformat()


def _product(found: Row, zone: ZoneInfo) -> Row:
    category, image = found.get("category"), found.get("image")
    return {
        **{name: found.get(name) for name in _AS_TOLD},
        "id": _key(found["id"]),
        "price": _price(found.get("price")),
        "categories": tuple(map(_name, category if isinstance(category, list) else [category]))
        if category
        else (),
        "images": tuple(map(_name, image if isinstance(image, list) else [image])) if image else (),
        "updated_at": instant(found.get("updated_at"), zone),
    }


def _order(found: Row, zone: ZoneInfo) -> Row:
    word = found.get("status")
    return {
        **{name: found.get(name) for name in ("number", "currency")},
        "id": _key(found["id"]),
        "placed_at": instant(found["placed_at"], zone),
        "status": status_of(str(word) if word is not None else None).value,
        "status_original": str(word)[:64] if word is not None else None,
        "total": _price(found.get("total")),
        "customer": _marks(found),
        "lines": [_line(one) for one in found["lines"]],
        "updated_at": instant(found.get("updated_at"), zone),
    }


def _customer(found: Row, zone: ZoneInfo) -> Row:
    names = ("name", "email", "phone", "country")
    return {
        **{name: found.get(name) for name in names},
        "id": _key(found["id"]),
        "updated_at": instant(found.get("updated_at"), zone),
    }


def _stock(found: Row, zone: ZoneInfo) -> Row:
    place = found.get("place")
    return {
        "product": _key(found["product"]),
        "quantity": found["quantity"],
        "place": str(place) if place else None,
    }


def _line(item: Item) -> Row:
    fields = assigned(LINE, flat(item), {})
    found = {name: value(item, path) for name, path in fields.items()}
    product = found.get("product")
    return {
        "product": _key(product) if product not in (None, "") else None,
        "title": found.get("title") or "",
        "quantity": found.get("quantity", 1),
        "price": _price(found["price"]),
    }


def _marks(found: Row) -> list[Row]:
    kinds = (("customer_id", "customer"), ("email", "email"), ("phone", "phone"))
    return [
        {"kind": kind, "value": str(found[name])}
        for kind, name in kinds
        if isinstance(found.get(name), str | int) and found[name] != ""
    ]


def _price(amount: Any) -> Any:
    """An amount as it stands; raises `WrongPrice` for what is none."""
    if amount in (None, ""):
        return None
    from_decimal(amount, "EUR")
    return str(amount)


def _key(given: Any) -> str:
    """An id out of a text, a number, or an object that carries it."""
    return str(given["id"] if isinstance(given, Mapping) else given)


def _name(given: Any) -> str:
    """A name out of a text, or an object that carries it."""
    if isinstance(given, Mapping):
        return str(given.get("name") or given.get("src") or given.get("url") or given["id"])
    return str(given)
