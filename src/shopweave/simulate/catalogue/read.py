"""Read the hand-written range into products with variants, prices and pictures."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np

from shopweave.simulate.pictures import draw
from shopweave.simulate.types import Merchant, Place, Product, Variant, Words

TASTES = ("green", "dark", "coffee", "herbal", "sweet", "table", "home", "gift")
# Each shelf is a file; its products are numbered behind its letter.
SHELVES = {"tea": "T", "coffee": "C", "pantry": "P", "teaware": "W", "tableware": "D", "home": "H"}

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Range:
    """What the merchant sells, and where."""

    merchant: Merchant
    places: tuple[Place, ...]
    products: tuple[Product, ...]
    together: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One hand-written line of the range, before it gets variants and a picture."""

    handle: str
    yuan: float
    colour: str
    title: Words
    text: Words
    extra: dict[str, Any]


def open_range(seed: int) -> Range:
    """The range; `seed` decides popularity, costs and which products are reduced."""
    shop = _table("shop")
    rng = np.random.default_rng([seed, 1])
    products = tuple(
        _product(f"{letter}{number:03d}", family, table | entry.extra, entry, shop, rng)
        for shelf, letter in SHELVES.items()
        for number, (family, table, entry) in enumerate(_lines(shelf), start=1)
    )
    who = shop["merchant"]
    merchant = Merchant(_words(who), who["currency"], who["time_zone"], who["site"])
    places = tuple(Place(row["code"], row["kind"], _words(row)) for row in shop["places"])
    return Range(merchant, places, products, shop["together"])


def _table(name: str) -> dict[str, Any]:
    text = files("shopweave.simulate.catalogue").joinpath(f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def _words(row: Table) -> Words:
    return Words(row["zh"], row["en"])


def _lines(shelf: str) -> Iterator[tuple[str, dict[str, Any], Entry]]:
    for family, table in _table(shelf).items():
        for entry in _entries(table):
            yield family, table, entry


def _entries(table: Table) -> Iterator[Entry]:
    yield from _singles(table) if "products" in table else _crossed(table)


def _singles(table: Table) -> Iterator[Entry]:
    for code, yuan, colour, zh, en, zh_text, en_text, *extra in table["products"]:
        text = Words(zh_text + table["care_zh"], f"{en_text} {table['care_en']}")
        yield Entry(code, yuan, colour, Words(zh, en), text, extra[0] if extra else {})


def _crossed(table: Table) -> Iterator[Entry]:
    for form, yuan, picture, form_zh, form_en, zh, en in table["forms"]:
        for finish, factor, colour, finish_zh, finish_en, feel_zh, feel_en in table["finishes"]:
            title = Words(finish_zh + form_zh, f"{finish_en} {form_en}")
            text = Words(feel_zh + zh, f"{feel_en} {en}")
            extra = {"picture": picture}
            yield Entry(f"{form}-{finish}", yuan * factor, colour, title, text, extra)


def _product(
    code: str,
    family: str,
    table: dict[str, Any],
    entry: Entry,
    shop: Table,
    rng: np.random.Generator,
) -> Product:
    tastes: Mapping[str, float] = table["tastes"]
    zh, en = shop["brands"][table["brand"]]
    return Product(
        code=code,
        handle=entry.handle,
        family=family,
        title=entry.title,
        text=entry.text,
        category=_words(table),
        brand=Words(zh, en),
        picture=draw(table["picture"], entry.colour, table.get("motif", "")),
        variants=tuple(_variants(code, entry.yuan, shop["sold"][table["sold"]], rng)),
        days=table["days"],
        season=table.get("season"),
        tastes=tuple(tastes.get(taste, 0.0) for taste in TASTES),
        charm=float(rng.lognormal(-0.15, 0.55)),
        pairs=tuple(table.get("pairs", ())),
    )


def _variants(
    product: str, yuan: float, sold: tuple[str, list[Any]], rng: np.random.Generator
) -> Iterator[Variant]:
    option, rows = sold
    margin, reduced = rng.uniform(0.38, 0.62), rng.random() < 0.06
    for handle, shown, factor, grams in rows:
        full = _priced(yuan * factor)
        price = _priced(yuan * factor * 0.85) if reduced else full
        code = product if handle == "one" else f"{product}-{handle}"
        options = {option: shown} if option else {}
        compare_at = full if price < full else None
        cost = int(full * (1 - margin))
        yield Variant(code, gtin(rng), options, price, compare_at, cost, grams)


def _priced(yuan: float) -> int:
    """Fen; above 20 yuan whole yuan, that no price looks computed."""
    return round(yuan) * 100 if yuan >= 20 else round(yuan * 2) * 50


def gtin(rng: np.random.Generator) -> str:
    """A random EAN-13 of the prefix 20-29, which GS1 keeps for use inside a company."""
    digits = [2, *rng.integers(0, 10, 11).tolist()]
    weighted = sum(digit * (3 if at % 2 else 1) for at, digit in enumerate(digits))
    return "".join(map(str, [*digits, -weighted % 10]))
