"""What arrives, between the wire and the ledger.

Named tuples, not dataclasses: ten thousand of them are made in a second.
"""

from typing import Any, NamedTuple

from shopweave.commerce.customers import IdentityKind
from shopweave.commerce.events.properties import Facts, Line
from shopweave.commerce.events.signals import Ground
from shopweave.commerce.events.types import Unstored

Mark = tuple[IdentityKind, str]


class Sending(NamedTuple):
    """What a request says about everything in it; times in microseconds."""

    source_id: str
    currency: str
    asks_consent: bool
    trusted: bool
    received: int
    skew: int = 0
    agent: str = ""
    opted_out: bool = False
    historical: bool = False


class Arrival(NamedTuple):
    """One event, understood and cleaned. `marks`: (kind, value) of who did it, surest first.

    `traits` are personal and go sealed to the customer's record, never into the ledger.
    """

    message: bytes
    type: str
    at: int
    marks: tuple[Mark, ...]
    ground: Ground
    session_id: str | None
    facts: Facts
    properties: dict[str, Any] | None
    lines: tuple[Line, ...] = ()
    traits: dict[str, Any] | None = None


class Skipped(NamedTuple):
    """One event that is counted and not stored."""

    reason: Unstored
    detail: str


class Stored(NamedTuple):
    """One row of the ledger, in the order of its columns; times in microseconds."""

    message: bytes
    source_id: str
    type: str
    at: int
    received_at: int
    customer_id: str | None
    session_id: str | None
    product_id: str | None
    product_ref: str | None
    quantity: float | None
    value: int | None
    currency: str | None
    list_id: str | None
    properties: str | None
