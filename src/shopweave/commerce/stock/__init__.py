"""What is where: a ledger of movements, and levels that follow from it.

Owns `stock_movements` and `stock_levels`. Publishes nothing itself; the catalogue publishes
`ProductWithdrawn` when the last unit goes.
"""

from shopweave.commerce.stock.levels import in_use, levels, of_products, rebuild
from shopweave.commerce.stock.movements import history, post, settle, upsert
from shopweave.commerce.stock.take_back import take_back
from shopweave.commerce.stock.types import Level, Movement, MovementDraft, MovementKind, Owed

__all__ = [
    "Level",
    "Movement",
    "MovementDraft",
    "MovementKind",
    "Owed",
    "history",
    "in_use",
    "levels",
    "of_products",
    "post",
    "rebuild",
    "settle",
    "take_back",
    "upsert",
]
