"""Questions to the recommender, and its answers."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Slot(StrEnum):
    """Where a list is shown."""

    home = "home"
    product = "product"
    cart = "cart"


class Code(StrEnum):
    """Why a product is in a list; each has a text in texts.toml."""

    buy_again = "buy_again"
    because_bought = "because_bought"
    because_seen = "because_seen"
    bought_together = "bought_together"
    similar = "similar"
    popular = "popular"
    new = "new"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, as data: product: the id of the product it comes from; count and days as they apply."""

    code: Code
    product: str | None = None
    count: int | None = None
    days: float | None = None

    def data(self) -> dict[str, Any]:
        """Only what applies, for the ledger and the answer."""
        facts = {"product": self.product, "count": self.count, "days": self.days}
        return {"code": self.code.value, **{k: v for k, v in facts.items() if v is not None}}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One product of a list, with its reason."""

    product: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, with product ids of the record."""

    slot: Slot
    limit: int = 10
    product: str | None = None
    cart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that somebody did with a product; at: days since 1970."""

    product: str
    at: float
    basket: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of who asks. personal: False when the person does not want to be recognised.

    bought, seen: oldest first. cart: what lies in the cart by the events so far.
    """

    id: str | None = None
    bought: tuple[Deed, ...] = ()
    seen: tuple[Deed, ...] = ()
    cart: tuple[str, ...] = ()
    personal: bool = True


NOBODY = Person()


@dataclass(frozen=True, slots=True)
class Trained:
    """What came of a training."""

    version: str
    published: bool
    facts: dict[str, Any] = field(default_factory=dict)
