"""Reading Segment's wire format: one object of track, page, screen, identify, group or alias."""

from collections.abc import Callable, Mapping
from typing import Any

from shopweave.commerce.customers import IdentityKind
from shopweave.commerce.events import bots, message, names, properties, scrub, signals, timing
from shopweave.commerce.events.arrival import Arrival, Mark, Sending, Skipped
from shopweave.commerce.events.errors import (
    NameMissing,
    NotAnEvent,
    PreviousMissing,
    UnknownType,
    VisitorMissing,
)
from shopweave.commerce.events.types import Kind, Unstored

Item = Mapping[str, Any]

_NOTHING: Item = {}
_TRAITS = ("email", "phone", "name", "firstName", "lastName", "address", "language", "country")
_TRAITS_ALIASES = {"first_name": "firstName", "last_name": "lastName", "mobile": "phone"}
# Events that speak of several products, which the ledger keeps as a list.
_LISTING = frozenset(
    {Kind.ORDER_COMPLETED, Kind.ORDER_REFUNDED, Kind.CART_VIEWED, Kind.CHECKOUT_STARTED}
    | {Kind.LIST_VIEWED, Kind.REC_SHOWN}
)


def read(item: object, sending: Sending) -> Arrival | Skipped:
    """Understand one event, or say why it is only counted; raises an `ItemProblem`."""
    if not isinstance(item, dict):
        raise NotAnEvent(found=type(item).__name__)
    name_of = _NAMES.get(str(item.get("type")))
    if name_of is None:
        raise UnknownType(found=str(item.get("type"))[:40])
    context = _mapping(item.get("context"))
    agent = context.get("userAgent")
    if bot := bots.name(agent if isinstance(agent, str) else sending.agent):
        return Skipped(Unstored.BOT, bot)
    kind = name_of(item)
    marks = _marks(item, kind)
    said = signals.Signal.REFUSED if sending.opted_out else signals.said(context)
    ground = signals.ground(kind, said, asks=sending.asks_consent)
    if ground is None:
        return Skipped(Unstored.NO_CONSENT, "browser" if sending.opted_out else "refused")
    return _arrival(item, context, sending, (kind, marks, ground))


def _arrival(
    item: Item,
    context: Item,
    sending: Sending,
    found: tuple[str, tuple[Mark, ...], signals.Ground],
) -> Arrival:
    kind, marks, ground = found
    given = _given(item, kind)
    facts = properties.facts(given, sending.currency)
    listed = properties.lines(given, facts.currency or sending.currency) if kind in _LISTING else []
    return Arrival(
        message.key(sending.source_id, item.get("messageId")),
        kind,
        timing.happened(item.get("timestamp"), sending.skew, sending.received),
        marks,
        ground,
        scrub.token(context.get("sessionId", given.get("session_id"))),
        facts,
        _kept(kind, given, context, listed),
        tuple(listed),
        _traits(item, context) if kind == Kind.IDENTIFIED else None,
    )


def _mapping(given: object) -> Item:
    return given if isinstance(given, dict) else _NOTHING


def _tracked(item: Item) -> str:
    name = item.get("event")
    if not isinstance(name, str) or not name.strip():
        raise NameMissing
    return names.canonical(name) or scrub.text(name.strip()[: names.LONGEST])[: names.LONGEST]


_NAMES: dict[str, Callable[[Item], str]] = {
    "track": _tracked,
    "page": lambda _item: Kind.PAGE_VIEWED.value,
    "screen": lambda _item: Kind.SCREEN_VIEWED.value,
    "identify": lambda _item: Kind.IDENTIFIED.value,
    "group": lambda _item: Kind.GROUPED.value,
    "alias": lambda _item: Kind.ALIASED.value,
}


def _id(given: object) -> str | None:
    if isinstance(given, int) and not isinstance(given, bool):
        given = str(given)
    return given if isinstance(given, str) and 0 < len(given) <= 256 and "\0" not in given else None


def _marks(item: Item, kind: str) -> tuple[Mark, ...]:
    """Who did it: the customer's id, then the browser's own."""
    user, anonymous = _id(item.get("userId")), _id(item.get("anonymousId"))
    if kind == Kind.ALIASED:
        previous = _id(item.get("previousId"))
        if user is None or previous is None:
            raise PreviousMissing
        return (IdentityKind.CUSTOMER_ID, user), (IdentityKind.ANONYMOUS, previous)
    if user is not None:
        known = (IdentityKind.CUSTOMER_ID, user)
        return (known,) if anonymous is None else (known, (IdentityKind.ANONYMOUS, anonymous))
    if anonymous is None:
        raise VisitorMissing
    return ((IdentityKind.ANONYMOUS, anonymous),)


def _given(item: Item, kind: str) -> Item:
    given = _mapping(item.get("properties"))
    if kind in {Kind.PAGE_VIEWED, Kind.SCREEN_VIEWED}:
        named = {key: item[key] for key in ("name", "category") if item.get(key)}
        return {**_mapping(_mapping(item.get("context")).get("page")), **given, **named}
    return given


def _kept(
    kind: str, given: Item, context: Item, listed: list[properties.Line]
) -> dict[str, Any] | None:
    if kind == Kind.CONSENT_STATED:
        return dict(signals.stated(context)) or None
    keep = properties.kept(given)
    if (place := scrub.reference(context.get("location_id"))) is not None:
        keep["place"] = place
    if listed:
        keep["products"] = [[line.product, line.quantity, line.price] for line in listed]
    return keep or None


def _traits(item: Item, context: Item) -> dict[str, Any]:
    given = _mapping(item.get("traits")) or _mapping(context.get("traits"))
    plain = {_TRAITS_ALIASES.get(name, name): found for name, found in given.items()}
    return {name: plain[name] for name in _TRAITS if plain.get(name)}
