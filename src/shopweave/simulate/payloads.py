"""What the web shop tells about its visitors, in the words of Segment's HTTP API.

Names of events follow Segment's e-commerce specification, version 2; prices are in yuan.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from shopweave.simulate.types import Person, Product, Variant, World

APP = "Shopweave sample shop"
LIBRARY = {"name": "shopweave-sample-shop", "version": "1"}
BROWSERS = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/148.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/148.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Safari/605.1.15",
)
ROBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"

Call = dict[str, Any]
Wanted = tuple[Product, Variant, int]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody in the web shop. `session` names this visit, `anonymous` the browser."""

    anonymous: str
    session: str
    language: str
    agent: str
    person: Person | None = None
    measured: bool = True


@dataclass(frozen=True, slots=True)
class Hint:
    """The recommendation that led to something: the list's id, its slot, the place from 1."""

    rec_id: str
    slot: str
    position: int


def customer_id(person: Person) -> str:
    """The number under which the shop knows a customer."""
    return f"C{person.number:05d}"


def arrived(world: World, visitor: Visitor, at: float) -> Call:
    """The visitor opened the shop's first page."""
    title = world.merchant.name.in_language(visitor.language)
    address = {"path": "/", "url": f"{world.merchant.site}/", "title": title}
    return _call("page", visitor, at, "arrive", {"name": title, "properties": address})


def signed_in(person: Person, visitor: Visitor, at: float) -> Call:
    """The shop learned who the visitor is."""
    traits = {"name": person.name, "email": person.email, "language": person.language}
    if person.phone:
        traits["phone"] = person.phone
    return _call("identify", visitor, at, "identify", {"traits": traits})


def listed(visitor: Visitor, category: str, products: Sequence[Product], at: float) -> Call:
    """A category was looked through."""
    shown = [_thing(p, p.variants[0], visitor) for p in products]
    return _track("Product List Viewed", visitor, at, {"category": category, "products": shown})


def searched(visitor: Visitor, query: str, at: float) -> Call:
    """Something was typed into the search box."""
    return _track("Products Searched", visitor, at, {"query": query})


def looked(visitor: Visitor, product: Product, at: float, hint: Hint | None = None) -> Call:
    """A product's page was opened."""
    about = _thing(product, product.variants[0], visitor)
    return _track("Product Viewed", visitor, at, about | _because(hint))


def added(visitor: Visitor, wanted: Wanted, at: float, hint: Hint | None = None) -> Call:
    """A product was put into the cart."""
    return _track("Product Added", visitor, at, _line(wanted, visitor) | _because(hint))


def removed(visitor: Visitor, wanted: Wanted, at: float) -> Call:
    """A product was taken out of the cart."""
    return _track("Product Removed", visitor, at, _line(wanted, visitor))


def cart_viewed(visitor: Visitor, cart: Sequence[Wanted], at: float) -> Call:
    """The cart was opened."""
    return _track("Cart Viewed", visitor, at, _cart(cart, visitor))


def checkout_started(visitor: Visitor, cart: Sequence[Wanted], at: float) -> Call:
    """The visitor went to pay."""
    return _track("Checkout Started", visitor, at, _cart(cart, visitor))


def bought(visitor: Visitor, order: str, cart: Sequence[Wanted], at: float) -> Call:
    """The order was placed and paid."""
    return _track("Order Completed", visitor, at, {"order_id": order} | _cart(cart, visitor))


def recommended(
    visitor: Visitor, rec_id: str, slot: str, products: Sequence[Product], at: float
) -> Call:
    """A list of recommendations came into view."""
    shown = [_thing(p, p.variants[0], visitor) for p in products]
    about = {"rec_id": rec_id, "slot": slot, "products": shown}
    return _track("Recommendation Viewed", visitor, at, about)


def clicked(visitor: Visitor, product: Product, hint: Hint, at: float) -> Call:
    """A recommended product was opened."""
    about = _thing(product, product.variants[0], visitor)
    return _track("Recommendation Clicked", visitor, at, about | _because(hint))


def _track(name: str, visitor: Visitor, at: float, properties: dict[str, Any]) -> Call:
    part = str(properties.get("product_id", ""))
    return _call("track", visitor, at, f"{name} {part}", {"event": name, "properties": properties})


def _call(kind: str, visitor: Visitor, at: float, mark: str, rest: dict[str, Any]) -> Call:
    """One call; the message id is made of what happened, so that a repetition keeps it."""
    call: Call = {
        "type": kind,
        "anonymousId": visitor.anonymous,
        "messageId": f"{visitor.session}/{at:.3f}/{mark}".replace(" ", "-").lower(),
        "timestamp": datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds"),
        "context": _context(visitor),
        **rest,
    }
    if visitor.person is not None:
        call["userId"] = customer_id(visitor.person)
    return call


def _context(visitor: Visitor) -> dict[str, Any]:
    return {
        "app": {"name": APP},
        "library": LIBRARY,
        "locale": "zh-CN" if visitor.language == "zh" else "en-GB",
        "userAgent": visitor.agent,
        "sessionId": visitor.session,
        "consent": {"categoryPreferences": {"Analytics": visitor.measured}},
    }


def _thing(product: Product, variant: Variant, visitor: Visitor) -> dict[str, Any]:
    return {
        "product_id": product.code,
        "sku": variant.code,
        "name": product.title.in_language(visitor.language),
        "category": product.category.in_language(visitor.language),
        "brand": product.brand.in_language(visitor.language),
        "price": variant.price / 100,
        "currency": "CNY",
    }


def _line(wanted: Wanted, visitor: Visitor) -> dict[str, Any]:
    product, variant, quantity = wanted
    return _thing(product, variant, visitor) | {"quantity": quantity}


def _cart(cart: Sequence[Wanted], visitor: Visitor) -> dict[str, Any]:
    value = sum(variant.price * quantity for _, variant, quantity in cart) / 100
    lines = [_line(wanted, visitor) for wanted in cart]
    return {"products": lines, "value": value, "currency": "CNY"}


def _because(hint: Hint | None) -> dict[str, Any]:
    if hint is None:
        return {}
    return {"rec_id": hint.rec_id, "slot": hint.slot, "position": hint.position}
