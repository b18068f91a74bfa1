"""How an order reaches its buyer: sent from a place, or collected there with a code.

Owns `fulfilments`, `fulfilment_lines` and `fulfilment_steps`. Publishes `FulfilmentChanged`.
"""

from shopweave.commerce.fulfilment.collect import hand_over, new_code, offer_to_collect
from shopweave.commerce.fulfilment.errors import (
    CodeOver,
    NotItsTurn,
    TooManyTries,
    UnknownFulfilment,
    WrongCode,
)
from shopweave.commerce.fulfilment.events import FulfilmentChanged
from shopweave.commerce.fulfilment.follow import FulfilmentFollow
from shopweave.commerce.fulfilment.lapse import add_jobs, lapse
from shopweave.commerce.fulfilment.personal_data import PERSONAL_DATA
from shopweave.commerce.fulfilment.pick import cancel, pick, ready, send, undo_ready
from shopweave.commerce.fulfilment.plan import follow_order, plan_shipping
from shopweave.commerce.fulfilment.read import find, of_order, open_at, steps, waiting
from shopweave.commerce.fulfilment.types import (
    DONE,
    Fulfilment,
    FulfilmentKind,
    FulfilmentState,
    Item,
    Step,
)

__all__ = [
    "DONE",
    "PERSONAL_DATA",
    "CodeOver",
    "Fulfilment",
    "FulfilmentChanged",
    "FulfilmentFollow",
    "FulfilmentKind",
    "FulfilmentState",
    "Item",
    "NotItsTurn",
    "Step",
    "TooManyTries",
    "UnknownFulfilment",
    "WrongCode",
    "add_jobs",
    "cancel",
    "find",
    "follow_order",
    "hand_over",
    "lapse",
    "new_code",
    "of_order",
    "offer_to_collect",
    "open_at",
    "pick",
    "plan_shipping",
    "ready",
    "send",
    "steps",
    "undo_ready",
    "waiting",
]
