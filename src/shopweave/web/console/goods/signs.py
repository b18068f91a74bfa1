"""Why two products may be one, in words; and each of them as the page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shopweave.commerce.catalog import Card, Product
from shopweave.decisions import Decision
from shopweave.web.console.page import Page
from shopweave.web.console.templates import catalogue


@dataclass(frozen=True, slots=True)
class Side:
    """A product beside another: its card, its source's name, and its codes."""

    card: Card
    source: str
    codes: str
    text: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """What speaks for being the same, and what against; sure: how the whole sounds."""

    same: Sequence[str]
    different: Sequence[str]
    sure: str


def side(card: Card, product: Product, origins: Mapping[str, str]) -> Side:
    """Put together what the page shows of a product."""
    codes = dict.fromkeys(filter(None, (product.gtin, product.sku, product.external_id)))
    texts = [words.description for words in product.texts.values() if words.description]
    text = texts[0][:180] if texts else ""
    return Side(card, origins.get(product.source_id, ""), " · ".join(list(codes)[:2]), text)


def spoken(page: Page, made: Decision, sides: Mapping[str, Side]) -> Spoken:
    """The signs of a proposal in the visitor's language."""
    told: dict[bool, list[str]] = {True: [], False: []}
    for sign in made.reasons or ():
        key = f"goods.sign.{sign['code']}"
        if key in catalogue():
            shops = [sides[name].source if name in sides else "" for name in made.items]
            words = page.say(key, words=sign["words"], left=shops[0], right=shops[-1])
            told[bool(sign["speaks_for"])].append(words)
    return Spoken(told[True], told[False], _sure(float(made.what["probability"])))


def _sure(probability: float) -> str:
    """The key of a word for how sure it is."""
    return "almost" if probability >= 0.95 else "likely" if probability >= 0.8 else "maybe"
