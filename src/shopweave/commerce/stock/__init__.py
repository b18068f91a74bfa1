"""What is where, and what of it is promised: a ledger of movements, levels, reservations.

Owns `stock_movements`, `stock_levels`, `stock_reservations`, `stock_reservation_lines`,
`stock_safety`, `stock_reports` and `stock_conflicts`. Publishes `AvailabilityChanged`; the
catalogue publishes `ProductWithdrawn` when the last unit goes.
"""

from shopweave.commerce.stock.available import available, by_channel
from shopweave.commerce.stock.conflicts import conflicts, conflicts_of, open_conflicts
from shopweave.commerce.stock.counts import (
    SETTLED,
    Agreed,
    Report,
    find,
    reopen,
    report,
    settle_conflict,
)
from shopweave.commerce.stock.errors import (
    NoSafety,
    NotEnough,
    NotHeld,
    ReservationOver,
    UnknownReservation,
)
from shopweave.commerce.stock.events import AvailabilityChanged
from shopweave.commerce.stock.for_orders import (
    ALLOCATION,
    LEFT,
    OpenOrder,
    closed,
    keep_for,
    lapse_orders,
    leave,
    left_at,
    let_go,
    long_open,
    move_order,
    served_by,
    shares_of,
)
from shopweave.commerce.stock.levels import in_use, levels, of_products, rebuild
from shopweave.commerce.stock.linked import Linked
from shopweave.commerce.stock.movements import history, post, settle, upsert
from shopweave.commerce.stock.oversold import Sale, note_oversold
from shopweave.commerce.stock.personal_data import PERSONAL_DATA
from shopweave.commerce.stock.pools import ground, pools, selling
from shopweave.commerce.stock.promised import (
    AtPlace,
    Availability,
    Conflict,
    ConflictKind,
    Need,
    Pool,
    Reservation,
    ReservationDraft,
    ReservationKind,
    ReservationState,
    Safety,
    SafetyScope,
    Settled,
    Share,
)
from shopweave.commerce.stock.ranking import kilometres
from shopweave.commerce.stock.reserve import (
    end,
    expire,
    find_reservation,
    held_now,
    release,
    reserve,
    take,
)
from shopweave.commerce.stock.safety import (
    EVERY_CHANNEL,
    drop_safety,
    safety_of,
    safety_said,
    set_safety,
)
from shopweave.commerce.stock.serving import serving
from shopweave.commerce.stock.settings import Choice, CountRule, StockPreferences
from shopweave.commerce.stock.take_back import take_back
from shopweave.commerce.stock.tasks import add_jobs
from shopweave.commerce.stock.types import Level, Movement, MovementDraft, MovementKind, Owed

__all__ = [
    "ALLOCATION",
    "EVERY_CHANNEL",
    "LEFT",
    "PERSONAL_DATA",
    "SETTLED",
    "Agreed",
    "AtPlace",
    "Availability",
    "AvailabilityChanged",
    "Choice",
    "Conflict",
    "ConflictKind",
    "CountRule",
    "Level",
    "Linked",
    "Movement",
    "MovementDraft",
    "MovementKind",
    "Need",
    "NoSafety",
    "NotEnough",
    "NotHeld",
    "OpenOrder",
    "Owed",
    "Pool",
    "Report",
    "Reservation",
    "ReservationDraft",
    "ReservationKind",
    "ReservationOver",
    "ReservationState",
    "Safety",
    "SafetyScope",
    "Sale",
    "Settled",
    "Share",
    "StockPreferences",
    "UnknownReservation",
    "add_jobs",
    "available",
    "by_channel",
    "closed",
    "conflicts",
    "conflicts_of",
    "drop_safety",
    "end",
    "expire",
    "find",
    "find_reservation",
    "ground",
    "held_now",
    "history",
    "in_use",
    "keep_for",
    "kilometres",
    "lapse_orders",
    "leave",
    "left_at",
    "let_go",
    "levels",
    "long_open",
    "move_order",
    "note_oversold",
    "of_products",
    "open_conflicts",
    "pools",
    "post",
    "rebuild",
    "release",
    "reopen",
    "report",
    "reserve",
    "safety_of",
    "safety_said",
    "selling",
    "served_by",
    "serving",
    "set_safety",
    "settle",
    "settle_conflict",
    "shares_of",
    "take",
    "take_back",
    "upsert",
]
