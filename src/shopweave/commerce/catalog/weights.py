"""Weights as people, files and shops write them, in whole grams: 350g, 1.2 kg, 2 lb, 500克, 1斤."""

import re
import unicodedata
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from shopweave.commerce.catalog.errors import NotAWeight
from shopweave.commerce.catalog.types import Product, Variant

LARGEST_WEIGHT = 1_000_000
_NAMES = {
    "0.001": ("mg", "milligram", "milligrams", "毫克"),
    "1": ("g", "gm", "gr", "grs", "gram", "grams", "gramm", "grammes", "克"),
    "1000": ("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramm", "千克", "公斤"),
    "453.59237": ("lb", "lbs", "pound", "pounds", "磅"),
    "28.349523125": ("oz", "ounce", "ounces", "盎司"),
    "500": ("斤", "市斤"),
    "50": ("两", "市两"),
}
UNITS = {name: Decimal(factor) for factor, names in _NAMES.items() for name in names}
# What an attribute that tells the weight is called, with the unit of a number that names none.
_ATTRIBUTES = {
    "weight_g": "g", "weight_kg": "kg", "grams": "g", "gram": "g", "克重": "g",
    "weight": "", "gross weight": "", "重量": "", "毛重": "", "净重": "",
}  # fmt: skip
# What a source says of vouchers, courses and downloads; nobody misses the weight of these.
NOT_SHIPPED = {"shipped": "no"}
_WRITTEN = re.compile(r"(\d[\d.,' ]*)\s*([^\W\d_]*)\.?")
_WORDS = re.compile(r"[a-z]+|[\u4e00-\u9fff]+")


def grams(written: Any, unit: str = "g") -> int:
    """Whole grams, 1 to 1,000,000. unit: of a number that names none; "" for none at all.

    Raises `NotAWeight`.
    """
    text = unicodedata.normalize("NFKC", str(written)).strip()
    match = _WRITTEN.fullmatch(text.casefold())
    factor = UNITS.get((match[2] or unit.casefold()) if match else "")
    if match is None or factor is None or isinstance(written, bool):
        raise NotAWeight(text=text[:40])
    found = (_number(match[1]) * factor).quantize(Decimal(1), ROUND_HALF_UP)
    if not 1 <= found <= LARGEST_WEIGHT:
        raise NotAWeight(text=text[:40])
    return int(found)


def grams_told(written: Any, unit: str = "g") -> int | None:
    """As `grams`; what cannot be a weight is none, as shops write 0 where they know nothing."""
    try:
        return grams(written, unit)
    except NotAWeight:
        return None


def unit_named(column: str) -> str:
    """The unit that a column's name tells: kg for "Weight (kg)" and weight_kg; "" for none."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", unicodedata.normalize("NFKC", column))
    words = _WORDS.findall(parted.casefold())
    named = next((word for word in words if word in UNITS), "")
    return named or ("g" if "克重" in words else "")


def among(attributes: Mapping[str, Any]) -> int | None:
    """The weight that a product's attributes tell, where they tell the unit, too."""
    for name, value in attributes.items():
        unit = _ATTRIBUTES.get(name.casefold())
        if unit is not None and (found := grams_told(value, unit)) is not None:
            return found
    return None


def weight_of(product: Product, form: Variant | None) -> int | None:
    """What one form weighs; a form that says nothing weighs what its product does."""
    return product.weight if form is None or form.weight is None else form.weight


def every_form_weighed(product: Product) -> bool:
    """Whether it is known what each of its forms weighs."""
    return all(weight_of(product, form) for form in product.variants or (None,))


def is_shipped(product: Product) -> bool:
    """Whether it goes by parcel, so far as anybody said."""
    said = str(product.attributes.get("shipped", "")).strip().casefold()
    return said not in {"no", "false", "0", "否", "不发货"}


def _number(text: str) -> Decimal:
    """1.2 and 1,2 are the same; 1,200 is a thousand and more."""
    plain = text.replace(" ", "").replace("'", "").rstrip(".,")
    whole, comma, rest = plain.rpartition(",")
    if "." in rest or (comma and (len(rest) == 3 or "," in whole)):
        plain = plain.replace(",", "")
    elif comma:
        plain = f"{whole.replace('.', '')}.{rest}"
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    return Decimal(plain)
