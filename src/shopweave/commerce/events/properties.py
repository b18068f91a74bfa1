"""What an event says about product, quantity and money, and the few other words it may keep."""

import tomllib
from collections.abc import Callable, Mapping
from importlib.resources import files
from math import isfinite
from typing import Any, NamedTuple

from shopweave.commerce.events import scrub
from shopweave.foundation.money import NotMoney, digits, parse_minor

Properties = Mapping[str, Any]

_MOST_PRODUCTS = 200
_MOST_VALUE = 10**15
_SCALES = (1, 10, 100, 1000)
_CLEAN: dict[str, Callable[[object], object]] = {
    "plain": scrub.value,
    "reference": scrub.reference,
    "path": scrub.path,
    "host": scrub.host,
}


def allowed() -> dict[str, dict[str, list[str]]]:
    """Kind of cleaning to property to its other names: {"plain": {"brand": ["item_brand"]}}."""
    return tomllib.loads(files(__package__).joinpath("allowed.toml").read_text("utf-8"))


def _keepers() -> dict[str, tuple[str, Callable[[object], object]]]:
    return {
        called: (name, _CLEAN[kind])
        for kind, names in allowed().items()
        for name, others in names.items()
        for called in (name, *others)
    }


_KEEP = _keepers()


class Facts(NamedTuple):
    """What has its own column; `value` in minor units of `currency`."""

    product_ref: str | None
    quantity: float | None
    value: int | None
    currency: str | None
    list_id: str | None


class Line(NamedTuple):
    """One product of a cart, list or order; `price` per unit in minor units."""

    product: str
    quantity: float
    price: int | None
    title: str | None


def product(given: Properties) -> str | None:
    """The shop's own number of the product."""
    for key in ("product_id", "item_id", "sku"):
        if (found := given.get(key)) is not None:
            return scrub.reference(found)
    return None


def quantity(given: object) -> float | None:
    """A quantity above zero and below a million, else None."""
    if isinstance(given, str):
        try:
            given = float(given)
        except ValueError:
            return None
    if isinstance(given, int | float) and not isinstance(given, bool) and 0 < given < 1e6:
        return float(given)
    return None


def money(given: object, currency: str) -> int | None:
    """Minor units of an amount as number or text; None for what is none."""
    if isinstance(given, bool):
        return None
    if isinstance(given, int | float):
        if not isfinite(given) or abs(given) > 1e12:
            return None
        return round(given * _SCALES[digits(currency)])
    return _written(given, currency) if isinstance(given, str) and len(given) < 32 else None


def _written(given: str, currency: str) -> int | None:
    try:
        amount = parse_minor(given.strip(), currency)
    except (NotMoney, ValueError, OverflowError):
        return None
    return amount if abs(amount) < _MOST_VALUE else None


def currency(given: object, default: str) -> str:
    """A currency of three letters, else the source's own."""
    if isinstance(given, str) and len(given) == 3 and given.isascii() and given.isalpha():
        return given.upper()
    return default


def facts(given: Properties, default_currency: str) -> Facts:
    """Everything that has its own column."""
    count = quantity(given.get("quantity"))
    unit = currency(given.get("currency"), default_currency)
    amount = _amount(given, unit, count)
    found = given.get("rec_id")
    shown = scrub.token(given.get("list_id") if found is None else found)
    return Facts(product(given), count, amount, unit if amount is not None else None, shown)


def _amount(given: Properties, unit: str, count: float | None) -> int | None:
    for key in ("value", "total", "revenue"):
        if (found := given.get(key)) is not None:
            return money(found, unit)
    price = money(given.get("price"), unit)
    return price if price is None or count is None else round(price * count)


def lines(given: Properties, unit: str) -> list[Line]:
    """The products of a cart, list or order; those without a number are left out."""
    listed = given.get("products", given.get("items"))
    if not isinstance(listed, list):
        return []
    found = (_line(each, unit) for each in listed[:_MOST_PRODUCTS] if isinstance(each, dict))
    return [line for line in found if line is not None]


def _line(given: Properties, unit: str) -> Line | None:
    number = product(given)
    if number is None:
        return None
    named = scrub.value(given.get("name", given.get("item_name")))
    title = named if isinstance(named, str) else None
    price = money(given.get("price"), unit)
    return Line(number, quantity(given.get("quantity")) or 1.0, price, title)


def kept(given: Properties) -> dict[str, Any]:
    """The allowed properties, cleaned of what could be personal."""
    keep = {}
    for called, found in given.items():
        if (rule := _KEEP.get(called)) is not None:
            name, clean = rule
            cleaned = clean(found)
            if cleaned is not None:
                keep[name] = cleaned
    return keep
