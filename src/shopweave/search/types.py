"""What is searched, what is asked, what is found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A product as it is searched; texts in any mixture of languages.

    price: minor units of the home currency, None when unknown or in another one.
    """

    id: str
    titles: tuple[str, ...]
    brand: str = ""
    categories: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    text: str = ""
    price: int | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """What a result must be; price_from and price_to: minor units, both ends included."""

    brand: str | None = None
    category: str | None = None
    price_from: int | None = None
    price_to: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A product found; score: larger fits better."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that results have, and how many have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """The best hits in order, how many there are in all, and what they may be narrowed by."""

    hits: tuple[Hit, ...]
    total: int
    brands: tuple[Facet, ...] = ()
    categories: tuple[Facet, ...] = ()


ALL = Filters()
