"""What a unit of a product or variant cost at a moment."""

from bisect import bisect_right, insort
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from shopweave.commerce.money.records import costs as records
from shopweave.commerce.money.types import CostPrice
from shopweave.foundation.database import Transaction

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CostBook:
    """Costs by product or variant, and by product alone; each list oldest first."""

    by_owner: dict[str, list[CostPrice]] = field(default_factory=dict)
    owners: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, costs: Iterable[CostPrice]) -> "CostBook":
        """Sort what `records` gives."""
        book = cls()
        for cost in costs:
            book.enter(cost)
        return book

    def enter(self, cost: CostPrice) -> None:
        """Add a cost; of two that hold from one moment on, the one entered last counts."""
        insort(self.by_owner.setdefault(cost.owner_id, []), cost, key=lambda one: one.since)
        self.owners.setdefault(cost.product_id, set()).add(cost.owner_id)

    def find(self, product_id: str, variant_id: str | None, at: datetime) -> CostPrice | None:
        """What a unit cost at a moment: the variant's own cost, else the product's.

        A line that names no variant takes the cost of the only one that has one.
        """
        found = (self._held(variant_id, at) if variant_id else None) or self._held(product_id, at)
        owners = self.owners.get(product_id, set())
        if found is None and variant_id is None and len(owners) == 1:
            found = self._held(next(iter(owners)), at)
        return found

    def newest(self, owner_id: str) -> CostPrice | None:
        """The last cost of a product or variant."""
        held = self.by_owner.get(owner_id)
        return held[-1] if held else None

    def _held(self, owner_id: str, at: datetime) -> CostPrice | None:
        costs = self.by_owner.get(owner_id, ())
        place = bisect_right(costs, at, key=lambda cost: cost.since)
        return costs[place - 1] if place else None


def book_of(tx: Transaction, product_ids: Iterable[str]) -> CostBook:
    """Every cost of these products and their variants."""
    return CostBook.of(records.of_products(tx, product_ids))
