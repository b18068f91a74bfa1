"""Bring customers in as their source describes them."""

from collections.abc import Sequence
from typing import Any, Protocol

import orjson

from shopweave.commerce import inbound
from shopweave.commerce.customers import records
from shopweave.commerce.customers.errors import NobodysNumber, NotAnEmail
from shopweave.commerce.customers.marks import Mark, normal
from shopweave.commerce.customers.reveal import FIELDS, PLACE, words_of
from shopweave.commerce.customers.types import CustomerDraft, Identity, IdentityKind
from shopweave.commerce.inbound import Delivery, Sifted, Upserted
from shopweave.commerce.inbound.checks import Fault, fit
from shopweave.foundation.database import Transaction
from shopweave.trust.vault import Plain, Vault

ENTITY = "customer"


class Recogniser(Protocol):
    """What bringing customers in needs of the directory."""

    vault: Vault

    def marks(self, source_id: str, identities: tuple[Identity, ...]) -> tuple[Mark, ...]:
        """The usable ones among identities."""
        ...

    def profiles(
        self, tx: Transaction, delivery: Delivery, people: Sequence[tuple[Mark, ...]]
    ) -> list[str | None]:
        """The profile that each set of marks leads to."""
        ...


def upsert(
    tx: Transaction, directory: Recogniser, delivery: Delivery, drafts: Sequence[CustomerDraft]
) -> Upserted:
    """Insert or overwrite customers; a replay writes nothing, a wrong draft is left out."""
    good, rejected = fit(drafts, _fault)
    inbound.take_turn(tx)
    numbers = {d.external_id: directory.marks(delivery.source_id, (_number(d),)) for d in good}
    rows = records.described(tx, [marks[0].hash for marks in numbers.values()])
    known = {key: rows[m[0].hash] for key, m in numbers.items() if m[0].hash in rows}
    sifted = inbound.sift(good, known, lambda draft: _digest(directory.vault, draft))
    ids = {key: row.id for key, row in known.items()}
    ids |= _write(tx, directory, delivery, sifted)
    created, changed = len(sifted.new), len(sifted.changed)
    return Upserted(created, changed, len(sifted.same), ids, tuple(rejected))


def _write(
    tx: Transaction, directory: Recogniser, delivery: Delivery, sifted: Sifted[CustomerDraft]
) -> dict[str, str]:
    """Write what is new or changed; returns external id to profile."""
    foreign = [row.id for _, _, row in sifted.changed if row.import_id != delivery.import_id]
    inbound.note_before(tx, delivery.import_id, ENTITY, records.PARTS, foreign)
    marked = [*sifted.new, *((draft, mark) for draft, mark, _ in sifted.changed)]
    people = [directory.marks(delivery.source_id, _identities(draft)) for draft, _ in marked]
    profiles = [profile or "" for profile in directory.profiles(tx, delivery, people)]
    plains = [
        Plain(profile, PLACE, profile, _sealable(draft))
        for profile, (draft, _) in zip(profiles, marked, strict=True)
    ]
    sealed = directory.vault.seal_many(tx, plains) if plains else []
    rows = [
        _row(profile, draft, mark, delivery) | {"sealed": closed}
        for profile, (draft, mark), closed in zip(profiles, marked, sealed, strict=True)
    ]
    records.describe(tx, rows)
    words = [words_of(directory.vault, draft.name or "") for draft, _ in marked]
    records.replace_words(tx, dict(zip(profiles, words, strict=True)))
    return {draft.external_id: p for p, (draft, _) in zip(profiles, marked, strict=True)}


def _fault(row: int, draft: CustomerDraft) -> Fault | None:
    if normal(IdentityKind.CUSTOMER_ID, draft.external_id, None) is None:
        number = draft.external_id
        return "external_id", NobodysNumber(row=row, number=number)
    if draft.email and normal(IdentityKind.EMAIL, draft.email, None) is None:
        return "email", NotAnEmail(row=row)
    return None


def _number(draft: CustomerDraft) -> Identity:
    return Identity(IdentityKind.CUSTOMER_ID, draft.external_id)


def _identities(draft: CustomerDraft) -> tuple[Identity, ...]:
    reached = ((IdentityKind.EMAIL, draft.email), (IdentityKind.PHONE, draft.phone))
    own = (Identity(kind, value, country=draft.country) for kind, value in reached if value)
    return (_number(draft), *own, *draft.identities)


def _digest(vault: Vault, draft: CustomerDraft) -> bytes:
    """Keyed, so that nobody can guess a person's fields and try them against the column."""
    return vault.index("customers.draft", inbound.digest(draft).hex())[:16]


def _sealable(draft: CustomerDraft) -> str:
    return orjson.dumps({name: getattr(draft, name) for name in FIELDS}).decode()


def _row(profile: str, draft: CustomerDraft, mark: bytes, delivery: Delivery) -> dict[str, Any]:
    return {
        "id": profile,
        "source_id": delivery.source_id,
        "hash": mark,
        "external_updated_at": draft.external_updated_at,
        "import_id": delivery.import_id,
        "historical": delivery.historical,
        "language": draft.language,
        "country": draft.country,
        "attributes": draft.attributes,
        "created_at": delivery.now,
        "updated_at": delivery.now,
    }
