"""What a visitor said about consent in the shop's own banner is booked as consent."""

from collections.abc import Sequence

from shopweave.commerce.events.arrival import Arrival, Sending
from shopweave.commerce.events.types import Kind
from shopweave.foundation.database import Transaction, from_micros
from shopweave.trust import consent
from shopweave.trust.consent import Purpose, State, Statement

_PROOF = {"told_by": "the shop's consent banner"}


def book(tx: Transaction, kept: Sequence[tuple[tuple[Sending, Arrival], str]]) -> None:
    """Book each yes and no, in the order in which they were said."""
    said = [
        Statement(
            customer=who,
            purpose=Purpose(purpose),
            state=State.GRANTED if yes else State.REFUSED,
            at=from_micros(arrival.at),
            source=sending.source_id,
            proof=_PROOF,
        )
        for (sending, arrival), who in kept
        if arrival.type == Kind.CONSENT_STATED
        for purpose, yes in (arrival.properties or {}).items()
    ]
    if said:
        consent.record_many(tx, sorted(said, key=lambda one: one.at))
