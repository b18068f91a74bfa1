"""Products as they arrive, and as the record shows them."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """Whether a product is offered: shown, kept back, or gone from its source."""

    ACTIVE = "active"
    HIDDEN = "hidden"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Price:
    """Minor units of `currency`; `compare_at` is the price crossed out beside it."""

    amount: int
    currency: str
    compare_at: int | None = None


@dataclass(frozen=True, slots=True)
class PriceChange:
    """A price of a product or variant that held from `at` on; amount None: not sold any more."""

    owner_id: str
    currency: str
    at: datetime
    amount: int | None
    compare_at: int | None


@dataclass(frozen=True, slots=True)
class Text:
    """A product's words in one language."""

    title: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class VariantDraft:
    """One form of a product (size, colour).

    cost: minor units of the source's currency. weight: grams.
    """

    external_id: str
    sku: str | None = None
    gtin: str | None = None
    options: dict[str, str] = field(default_factory=dict)
    prices: tuple[Price, ...] = ()
    cost: int | None = None
    weight: int | None = None


@dataclass(frozen=True, slots=True)
class ProductDraft:
    """A product as a source describes it.

    texts: language ("en", "zh", "zh-TW") to words. categories: paths like "Tea > Green".
    prices: for a product without variants, or for all of its variants. Money in minor units.
    weight: grams, for a product without variants or for all of its variants.
    """

    external_id: str
    title: str
    texts: dict[str, Text] = field(default_factory=dict)
    categories: tuple[str, ...] = ()
    brand: str | None = None
    attributes: dict[str, Any] = field(default_factory=dict)
    images: tuple[str, ...] = ()
    variants: tuple[VariantDraft, ...] = ()
    prices: tuple[Price, ...] = ()
    cost: int | None = None
    weight: int | None = None
    sku: str | None = None
    gtin: str | None = None
    status: Status = Status.ACTIVE
    url: str | None = None
    external_updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """One form of a product, in the record."""

    id: str
    external_id: str
    sku: str | None
    gtin: str | None
    options: dict[str, str]
    prices: tuple[Price, ...]
    cost: int | None
    weight: int | None


@dataclass(frozen=True, slots=True)
class Product:
    """A product with all that is known of it. `implied`: only seen on orders so far."""

    id: str
    source_id: str
    external_id: str
    title: str
    texts: dict[str, Text]
    categories: tuple[str, ...]
    brand: str | None
    attributes: dict[str, Any]
    images: tuple[str, ...]
    variants: tuple[Variant, ...]
    prices: tuple[Price, ...]
    cost: int | None
    weight: int | None
    sku: str | None
    gtin: str | None
    status: Status
    url: str | None
    implied: bool
    in_stock: bool
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Card:
    """What a list shows of a product, in one language; `in_stock` also if never counted."""

    id: str
    external_id: str
    title: str
    brand: str | None
    image: str | None
    url: str | None
    price: Price | None
    status: Status
    categories: tuple[str, ...]
    in_stock: bool


@dataclass(frozen=True, slots=True)
class Selection:
    """Which products: those whose titles (any language), codes or brand hold all the words.

    category: a path, with all below it. status: None for all that are not deleted.
    """

    words: str = ""
    category: str | None = None
    status: Status | None = None


EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of cards; `cursor` asks for the next one, None at the end."""

    cards: tuple[Card, ...]
    total: int
    cursor: str | None


@dataclass(frozen=True, slots=True)
class Sellable:
    """What may be recommended now: active, not hidden, in stock or never counted.

    `revision` grows with each change of the catalogue or of what is in stock.
    """

    revision: int
    product_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Category:
    """A node of the category tree; `path` is "Tea > Green"."""

    id: str
    path: str
    name: str
    parent_id: str | None
    products: int


@dataclass(frozen=True, slots=True)
class Content:
    """A product's words for models that compare products: all languages joined."""

    product_id: str
    text: str
    categories: tuple[str, ...]
    brand: str | None
    price: Price | None


class LinkKind(StrEnum):
    """Why two products are one: an equal code, a person, or a comparison that was approved."""

    GTIN = "gtin"
    SKU = "sku"
    PERSON = "person"
    MATCHED = "matched"


@dataclass(frozen=True, slots=True)
class Link:
    """Two products that are one. forms: pairs of variant ids (or of products without variants)."""

    id: str
    left: str
    right: str
    kind: LinkKind
    code: str | None
    by: str
    at: datetime
    undone_at: datetime | None = None
    undone_by: str | None = None
    forms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """One value that the merchant sets himself; None takes it out.

    field: title, brand, gtin, status, category, image, text.LANGUAGE, attribute.NAME,
    weight.OWNER or price.OWNER.CURRENCY with the id of the product or variant that has it. value:
    text, grams, a price in minor units, or for a text {"title": ..., "description": ...}.
    """

    product_id: str
    field: str
    value: Any


@dataclass(frozen=True, slots=True)
class Edited:
    """One round of edits, undone as one."""

    id: str
    by: str
    at: datetime
    products: int
    undone_at: datetime | None


class Unclear(StrEnum):
    """Why an equal code does not link.

    Several of one source carry it, their GTINs differ, or two of one source would meet.
    """

    REPEATED = "repeated"
    CONTRADICTED = "contradicted"
    CHAINED = "chained"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A code that several products carry and that links none of them."""

    kind: LinkKind
    code: str
    reason: Unclear
    product_ids: tuple[str, ...]
