"""What comes back, wherever it was bought: against its order, with the exact money.

Owns `returns` and `return_lines`. Publishes `GoodsReturned`.
"""

from shopweave.commerce.returns.accept import accept, note, strike
from shopweave.commerce.returns.errors import MoreThanBought, ReturnedOtherwise, UnknownReturn
from shopweave.commerce.returns.events import GoodsReturned
from shopweave.commerce.returns.personal_data import PERSONAL_DATA
from shopweave.commerce.returns.quote import Allotment, quote, quotes
from shopweave.commerce.returns.read import find, of_order
from shopweave.commerce.returns.types import (
    Condition,
    Deed,
    Piece,
    Quote,
    Return,
    ReturnDraft,
    ReturnedLine,
)

__all__ = [
    "PERSONAL_DATA",
    "Allotment",
    "Condition",
    "Deed",
    "GoodsReturned",
    "MoreThanBought",
    "Piece",
    "Quote",
    "Return",
    "ReturnDraft",
    "ReturnedLine",
    "ReturnedOtherwise",
    "UnknownReturn",
    "accept",
    "find",
    "note",
    "of_order",
    "quote",
    "quotes",
    "strike",
]
