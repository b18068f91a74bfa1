"""The live catalogue as lists need it: what may be shown now, and how it is shown."""

from collections.abc import Iterable, Mapping, Sequence, Set
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
    """One revision of the catalogue; `cards` and masks fill up as they are asked for.

    Of products that are one, only the leader is in `sellable` and `newest`; `leaders` names it for
    every linked product. faces: leader to the member that is shown, where that is another.
    """

    revision: int
    sellable: frozenset[str]
    newest: tuple[str, ...]
    leaders: Mapping[str, str] = field(default_factory=dict)
    faces: Mapping[str, str] = field(default_factory=dict)
    _cards: Cards = field(default_factory=dict)
    _masks: dict[str, Mask] = field(default_factory=dict)

    def unchanged(self, changed: Set[str]) -> Cards:
        """The cards of all other products."""
        cards = self._cards.copy()
        return {key: card for key, card in cards.items() if key[0] not in changed}

    def warm(self, database: Database, languages: Iterable[str]) -> None:
        """Read the cards of what may be shown, some hundred at a time, before they are asked."""
        for language in languages:
            shown = sorted(self.faces.get(one, one) for one in self.sellable)
            missing = self.missing(shown[: _CARDS // 4], language)
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
    sellable, leaders = catalog.sellable(tx), catalog.every_leader(tx)
    faces = _faces(sellable.product_ids, leaders)
    heads = frozenset(leaders.get(one, one) for one in sellable.product_ids)
    newest = tuple(sorted(heads, reverse=True)[:NEW_AT_ONCE])
    kept = {} if before is None else before.unchanged(set(catalog.changed(tx, before.revision)))
    return Offer(sellable.revision, heads, newest, leaders, faces, kept)


def _faces(sellable: Set[str], leaders: Mapping[str, str]) -> dict[str, str]:
    """Who stands in for a leader that cannot be bought itself: the member known longest."""
    faces: dict[str, str] = {}
    for product, leader in sorted(leaders.items()):
        if leader not in sellable and product in sellable:
            faces.setdefault(leader, product)
    return faces


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
