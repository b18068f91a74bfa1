"""What the sample shop is made of. Prices and costs in fen (1/100 yuan)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in Chinese and in English."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The Chinese words for `zh`, the English ones for everybody else."""
        return self.zh if language == "zh" else self.en

    def in_both(self) -> str:
        """Both on one label, level by level: "茶叶 Tea > 绿茶 Green tea"."""
        levels = zip(self.zh.split(" > "), self.en.split(" > "), strict=True)
        return " > ".join(f"{zh} {en}" for zh, en in levels)


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to buy a product: a weight, a size, a colour."""

    code: str
    gtin: str
    options: Mapping[str, str]
    price: int
    compare_at: int | None
    cost: int
    grams: int


@dataclass(frozen=True, slots=True)
class Product:
    """A product with its face in both languages and what makes people want it.

    code: the merchant's own number, "T012"; handle: the name in its address, "longjing".
    days: usual time between two purchases by the same customer, 0 for durable goods.
    tastes: (len(TASTES),) how strongly each taste asks for it. charm: popularity, mean about 1.
    """

    code: str
    handle: str
    family: str
    title: Words
    text: Words
    category: Words
    brand: Words
    picture: str
    variants: tuple[Variant, ...]
    days: int
    season: str | None
    tastes: tuple[float, ...]
    charm: float
    pairs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where goods lie and are sold: the web shop's warehouse or a store."""

    code: str
    kind: str
    name: Words


@dataclass(frozen=True, slots=True)
class Merchant:
    """Who the sample shop is."""

    name: Words
    currency: str
    time_zone: str
    site: str


@dataclass(frozen=True, slots=True)
class Person:
    """One customer: who he is, what he likes and how often he comes.

    interval: days between two visits, mean. budget: price level, about 0.6 (thrifty) to 1.8.
    channels: shares of web, till and phone. phone is "" for who gave none.
    """

    number: int
    name: str
    language: str
    email: str
    phone: str
    home: str
    interval: float
    budget: float
    channels: tuple[float, float, float]
    tastes: tuple[float, ...]
    personalised: bool


@dataclass(frozen=True)
class World:
    """Everything about the sample shop that does not depend on the time."""

    seed: int
    merchant: Merchant
    places: tuple[Place, ...]
    products: tuple[Product, ...]
    people: tuple[Person, ...]
    together: Mapping[str, Mapping[str, float]]

    @cached_property
    def labels(self) -> dict[str, str]:
        """What the merchant's systems call each place, by its code."""
        return {place.code: place.name.in_both() for place in self.places}

    @cached_property
    def by_handle(self) -> dict[str, int]:
        """Position of each product by its handle."""
        return {product.handle: at for at, product in enumerate(self.products)}

    @cached_property
    def by_code(self) -> dict[str, int]:
        """Position of each product by its code."""
        return {product.code: at for at, product in enumerate(self.products)}
