"""Which pseudonym the marks of an event lead to, and whether its events may be kept."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from shopweave.commerce.customers import CustomerDraft, Directory, Identity, IdentityKind
from shopweave.commerce.events.arrival import Arrival, Sending
from shopweave.commerce.events.signals import Ground
from shopweave.commerce.events.types import Kind
from shopweave.commerce.inbound import Delivery
from shopweave.foundation.database import Transaction
from shopweave.trust import consent
from shopweave.trust.consent import LegalBasis, Purpose

Sent = tuple[Sending, Arrival]

# Only these say that two marks are one person; a shared browser must not join its users.
_JOINING = frozenset({Kind.IDENTIFIED.value, Kind.ALIASED.value})
_TRAIT_MARKS = {"email": IdentityKind.EMAIL, "phone": IdentityKind.PHONE}


class People:
    """Finds and makes pseudonyms, within what the visitors agreed to."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory

    def of(self, tx: Transaction, sent: Sequence[Sent], now: datetime) -> list[str | None]:
        """The pseudonym of each event's visitor, made if new; None whose event may not be kept."""
        found: list[str | None] = [None] * len(sent)
        for source_id in {sending.source_id for sending, _ in sent}:
            chosen = [i for i, (sending, _) in enumerate(sent) if sending.source_id == source_id]
            people = self._of_source(tx, Delivery(source_id, now), [sent[i] for i in chosen])
            for index, person in zip(chosen, people, strict=True):
                found[index] = person
        return found

    def _of_source(
        self, tx: Transaction, delivery: Delivery, sent: Sequence[Sent]
    ) -> list[str | None]:
        found: list[str | None] = [None] * len(sent)
        makes = [i for i, (_, arrival) in enumerate(sent) if _may_be_made(arrival)]
        made = self.directory.resolve_many(tx, delivery, [_identities(*sent[i]) for i in makes])
        # Who must have agreed before is looked up, and made known by nothing.
        asks = [i for i, (_, arrival) in enumerate(sent) if not _may_be_made(arrival)]
        known = self.directory.look_up_many(
            tx, delivery.source_id, [_identities(*sent[i]) for i in asks]
        )
        for index, person in zip(makes + asks, made + known, strict=True):
            found[index] = person
        return _permitted(tx, sent, found)

    def introduce(self, tx: Transaction, sent: Iterable[Sent], now: datetime) -> None:
        """Give what `identify` tells of a person, sealed, to the customers' record.

        Only from a shop's own server: whoever knows a browser's key could rename a customer.
        """
        told: dict[str, list[CustomerDraft]] = {}
        for sending, arrival in sent:
            draft = _draft(sending, arrival)
            if draft is not None:
                told.setdefault(sending.source_id, []).append(draft)
        for source_id, drafts in told.items():
            self.directory.upsert(tx, Delivery(source_id, now), drafts)


def _may_be_made(arrival: Arrival) -> bool:
    return arrival.ground is not Ground.ONLY_IF_GRANTED


def _identities(sending: Sending, arrival: Arrival) -> list[Identity]:
    joins = arrival.type in _JOINING
    marks = arrival.marks if joins else arrival.marks[:1]
    known = [Identity(kind, value) for kind, value in marks]
    traits = arrival.traits
    if not traits:
        return known
    return known + [
        Identity(kind, traits[name], verified=sending.trusted)
        for name, kind in _TRAIT_MARKS.items()
        if isinstance(traits.get(name), str)
    ]


def _permitted(tx: Transaction, sent: Sequence[Sent], found: list[str | None]) -> list[str | None]:
    """Leave those out who withdrew, or never gave, what their events need."""
    asked: dict[Ground, set[str]] = {ground: set() for ground in Ground}
    for (_, arrival), person in zip(sent, found, strict=True):
        if person is not None:
            asked[arrival.ground].add(person)
    allowed = {
        Ground.ESSENTIAL: asked[Ground.ESSENTIAL],
        Ground.UNLESS_WITHDRAWN: _allowed(
            tx, asked[Ground.UNLESS_WITHDRAWN], LegalBasis.LEGITIMATE_INTEREST
        ),
        Ground.ONLY_IF_GRANTED: _allowed(tx, asked[Ground.ONLY_IF_GRANTED], LegalBasis.CONSENT),
    }
    return [
        person if person in allowed[arrival.ground] else None
        for (_, arrival), person in zip(sent, found, strict=True)
    ]


def _allowed(tx: Transaction, people: set[str], basis: LegalBasis) -> set[str]:
    return consent.allowed_many(tx, people, Purpose.ANALYTICS, basis) if people else set()


def _draft(sending: Sending, arrival: Arrival) -> CustomerDraft | None:
    traits = arrival.traits
    kind, external_id = arrival.marks[0]
    if not traits or not sending.trusted or kind != IdentityKind.CUSTOMER_ID:
        return None
    return CustomerDraft(
        external_id,
        name=_name(traits),
        email=_text(traits.get("email")),
        phone=_text(traits.get("phone")),
        address=_address(traits.get("address")),
        language=_text(traits.get("language")),
        country=_text(traits.get("country")),
    )


def _text(given: object) -> str | None:
    return given if isinstance(given, str) and len(given) <= 320 else None


def _name(traits: dict[str, object]) -> str | None:
    whole = _text(traits.get("name"))
    parts = (_text(traits.get("firstName")), _text(traits.get("lastName")))
    return whole or " ".join(filter(None, parts)) or None


def _address(given: object) -> dict[str, str] | None:
    if not isinstance(given, dict):
        return None
    return {key: value for key, value in given.items() if _text(value) is not None} or None
