"""The live catalogue as lists need it: what may be shown now, and how it is shown."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from shopweave.commerce import catalog
from shopweave.commerce.catalog import Card
from shopweave.foundation.database import Database, Transaction
from shopweave.recommend.serving import Mask, Serving

NEW_AT_ONCE = 200
AT_ONCE = 200
_CARDS = 50_000
Cards = dict[tuple[str, str], dict[str, Any]]


@dataclass(slots=True)
class Offer:
    """One revision of the catalogue; `cards` and masks fill up as they are asked for."""

    revision: int
    sellable: frozenset[str]
    newest: tuple[str, ...]
    _cards: Cards = field(default_factory=dict)
    _masks: dict[str, Mask] = field(default_factory=dict)

    def unchanged(self, changed: Set[str]) -> Cards:
        """The cards of all other products."""
        cards = self._cards.copy()
        return {key: card for key, card in cards.items() if key[0] not in changed}

    def warm(self, database: Database, languages: Iterable[str]) -> None:
        """Read the cards of what may be shown, some hundred at a time, before they are asked."""
        for language in languages:
            missing = self.missing(sorted(self.sellable)[: _CARDS // 4], language)
            for start in range(0, len(missing), AT_ONCE):
                self.learn(database, missing[start : start + AT_ONCE], language)

    def mask(self, serving: Serving) -> Mask:
        """What of a version's products may be shown, (catalogue,); not to be written to."""
        found = self._masks.get(serving.version)
        if found is None:
            found = self._masks[serving.version] = serving.mask(self.sellable)
        return found

    def missing(self, products: Sequence[str], language: str) -> list[str]:
        """Products whose card must still be read."""
        return [product for product in products if (product, language) not in self._cards]

    def learn(self, database: Database, products: Sequence[str], language: str) -> None:
        """Read cards."""
        with database.read() as tx:
            found = catalog.cards(tx, products, language)
        if len(self._cards) > _CARDS:
            self._cards.clear()
        for product, card in found.items():
            self._cards[product, language] = shown(card)

    def card(self, product: str, language: str) -> dict[str, Any] | None:
        """How a product is shown; None when it is unknown."""
        return self._cards.get((product, language))


def read_offer(tx: Transaction, before: Offer | None = None) -> Offer:
    """The catalogue of this moment; ids grow with time, so the largest are the newest.

    Cards of the offer `before` are kept for products that have not changed since.
    """
    sellable = catalog.sellable(tx)
    newest = tuple(sorted(sellable.product_ids, reverse=True)[:NEW_AT_ONCE])
    kept = {} if before is None else before.unchanged(set(catalog.changed(tx, before.revision)))
    return Offer(sellable.revision, sellable.product_ids, newest, kept)


def shown(card: Card) -> dict[str, Any]:
    """A card as JSON values; prices in minor units of their currency."""
    price = card.price
    return {
        "product_id": card.id,
        "external_id": card.external_id,
        "title": card.title,
        "brand": card.brand,
        "image": card.image,
        "url": card.url,
        "price": None if price is None else price.amount,
        "compare_at": None if price is None else price.compare_at,
        "currency": None if price is None else price.currency,
    }
