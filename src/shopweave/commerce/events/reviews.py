"""Ratings of the past, as files and shops keep them: events that happened long ago."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import orjson

from shopweave.commerce import catalog, inbound
from shopweave.commerce.customers import Directory, Identity, IdentityKind
from shopweave.commerce.events import records
from shopweave.commerce.events.arrival import Stored
from shopweave.commerce.events.types import Kind
from shopweave.commerce.inbound import Delivery, TakenBack, Upserted
from shopweave.foundation.database import Transaction, micros

ENTITY = "review"


@dataclass(frozen=True, slots=True)
class ReviewDraft:
    """A customer's rating of a product, both by external id. at: microseconds since 1970."""

    customer: str
    product: str
    at: int
    rating: float | None = None


def add_reviews(
    tx: Transaction, directory: Directory, delivery: Delivery, drafts: Sequence[ReviewDraft]
) -> Upserted:
    """Append ratings to the ledger, each once; a replay writes nothing. Products must be known."""
    records.take_turn(tx)
    by_message = {_message(delivery.source_id, draft): draft for draft in drafts}
    known = records.known(tx, list(by_message))
    fresh = {message: draft for message, draft in by_message.items() if message not in known}
    people = _people(tx, directory, delivery, list(fresh.values()))
    products = catalog.ids_of(tx, delivery.source_id, [draft.product for draft in fresh.values()])
    rows = [
        _row(message, draft, delivery, people[draft.customer], products.get(draft.product))
        for message, draft in fresh.items()
    ]
    if rows:
        records.append(tx, rows)
        inbound.note_new(tx, delivery.import_id, ENTITY, [row.message.hex() for row in rows])
    return Upserted(created=len(rows), same=len(drafts) - len(rows))


def take_back_reviews(tx: Transaction, import_id: str, limit: int) -> TakenBack:
    """Take up to `limit` ratings of an import out of the ledger; none left, none dealt with."""
    ids = [change.id for change in inbound.noted(tx, import_id, ENTITY, limit)]
    records.remove(tx, [bytes.fromhex(each) for each in ids])
    inbound.forget(tx, import_id, ENTITY, ids)
    return TakenBack(removed=tuple(ids))


def _people(
    tx: Transaction, directory: Directory, delivery: Delivery, drafts: Sequence[ReviewDraft]
) -> dict[str, str | None]:
    names = list({draft.customer for draft in drafts})
    marks = [(Identity(IdentityKind.CUSTOMER_ID, name),) for name in names]
    return dict(zip(names, directory.resolve_many(tx, delivery, marks), strict=True))


def _message(source_id: str, draft: ReviewDraft) -> bytes:
    text = "\0".join((source_id, ENTITY, draft.customer, draft.product, str(draft.at)))
    return blake2b(text.encode(), digest_size=16).digest()


def _row(
    message: bytes,
    draft: ReviewDraft,
    delivery: Delivery,
    customer_id: str | None,
    product_id: str | None,
) -> Stored:
    properties = None if draft.rating is None else {"rating": draft.rating}
    return Stored(
        message,
        delivery.source_id,
        Kind.REVIEWED.value,
        draft.at,
        micros(delivery.now),
        customer_id,
        None,
        product_id,
        draft.product,
        None,
        None,
        None,
        None,
        orjson.dumps(properties).decode() if properties else None,
    )
