"""Every statement about profiles, marks and merges."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, delete, func, insert, or_, select, update

from shopweave.commerce.customers.marks import Mark
from shopweave.commerce.customers.recognise import Joined, Link, issuer_of
from shopweave.commerce.customers.tables import (
    customer_identities,
    customer_merges,
    customer_words,
    customers,
)
from shopweave.commerce.customers.types import IdentityKind, Merge
from shopweave.foundation import ids
from shopweave.foundation.database import Transaction

Values = Mapping[str, Any]
RULE = "rule"

# What together is one profile, for the journal of imports.
PARTS = ((customers, "id"), (customer_identities, "customer_id"), (customer_words, "customer_id"))

_root = func.coalesce(customers.c.merged_into, customers.c.id)
_any = customers.alias()
_root_of_one = (
    select(func.coalesce(_any.c.merged_into, _any.c.id))
    .where(_any.c.id == bindparam("one"))
    .scalar_subquery()
)
# Written once: this is asked with every recommendation.
_FAMILY = (
    select(customers.c.id)
    .where(or_(customers.c.id == _root_of_one, customers.c.merged_into == _root_of_one))
    .order_by(customers.c.merged_into.is_not(None), customers.c.id)
)
_MERGE = [c for c in customer_merges.c if c.name not in {"kind", "hash", "import_id"}]


def links(tx: Transaction, hashes: Iterable[str]) -> list[Row[Any]]:
    """Where marks stand: (hash, customer_id, leading, root)."""
    i = customer_identities.c
    query = select(i.hash, i.customer_id, i.leading, _root.label("root")).join(
        customers, customers.c.id == i.customer_id
    )
    return tx.all(query.where(tx.one_of(i.hash, hashes)).order_by(i.created_at, i.customer_id))


def issuers(tx: Transaction, roots: Iterable[str]) -> dict[str, set[str]]:
    """By root: who issued the numbers and cards of the family."""
    i, wanted = customer_identities.c, list(roots)
    query = select(_root.label("root"), i.kind, i.source_id).join(
        customers, customers.c.id == i.customer_id
    )
    query = query.where(i.kind.in_([IdentityKind.CUSTOMER_ID, IdentityKind.LOYALTY]))
    found: dict[str, set[str]] = {root: set() for root in wanted}
    for row in tx.all(query.where(_family_of(tx, wanted))):
        mark = Mark(IdentityKind(row.kind), "", "", row.source_id, verified=True)
        found[row.root].add(issuer_of(mark) or "")
    return found


def _family_of(tx: Transaction, roots: Sequence[str]) -> ColumnElement[bool]:
    c = customers.c
    return or_(tx.one_of(c.id, roots), tx.one_of(c.merged_into, roots))


def parted(tx: Transaction) -> list[tuple[str, str]]:
    """Pairs that a person has taken apart."""
    m = customer_merges.c
    query = select(m.winner, m.loser).where(m.undone_at.is_not(None), m.undone_by != RULE)
    return [(row.winner, row.loser) for row in tx.all(query)]


def roots(tx: Transaction, customer_ids: Iterable[str]) -> dict[str, str]:
    """Pseudonym to the one that counts, of those that exist."""
    query = select(customers.c.id, _root.label("root"))
    found = tx.all(query.where(tx.one_of(customers.c.id, customer_ids)))
    return {row.id: row.root for row in found}


def every_merged(tx: Transaction) -> dict[str, str]:
    """Pseudonyms that count no more, with the one that does."""
    c = customers.c
    query = select(c.id, c.merged_into).where(c.merged_into.is_not(None))
    return {row.id: row.merged_into for row in tx.all(query)}


def family(tx: Transaction, customer_id: str) -> list[str]:
    """All pseudonyms of a person, the one that counts first; none for an unknown one."""
    return [row.id for row in tx.all(_FAMILY, {"one": customer_id})]


def families(tx: Transaction, roots: Iterable[str]) -> dict[str, list[str]]:
    """Every pseudonym of people, the one that counts first, by that one."""
    found = {root: [root] for root in roots}
    query = select(customers.c.id, customers.c.merged_into).order_by(customers.c.id)
    for row in tx.all(query.where(tx.one_of(customers.c.merged_into, found))):
        found[row.merged_into].append(row.id)
    return found


def add_customers(tx: Transaction, rows: Sequence[Values]) -> None:
    """Insert profiles."""
    tx.load(customers, rows)


def add_identities(tx: Transaction, rows: Sequence[Values]) -> None:
    """Insert marks of profiles."""
    tx.load(customer_identities, rows)


def join(tx: Transaction, joined: Sequence[Joined], import_id: str | None, now: datetime) -> None:
    """Log merges found by a mark, and let the winners count."""
    rows = [
        {
            "id": ids.new(),
            "winner": one.winner,
            "loser": one.loser,
            "kind": one.mark.kind.value,
            "hash": one.mark.hash,
            "by": RULE,
            "import_id": import_id,
            "at": now,
        }
        for one in joined
    ]
    tx.execute(insert(customer_merges), rows)
    for one in joined:
        point(tx, one.loser, one.winner)


def point(tx: Transaction, loser: str, winner: str) -> None:
    """Let a root and all that merged into it count as another root."""
    c = customers.c
    change = update(customers).where((c.id == loser) | (c.merged_into == loser))
    tx.execute(change.values(merged_into=winner))


def point_at_itself(tx: Transaction, root: str, family: Sequence[str]) -> None:
    """Let a profile count again, and others as it."""
    c = customers.c
    tx.execute(update(customers).where(c.id == root).values(merged_into=None))
    tx.execute(update(customers).where(tx.one_of(c.id, family)).values(merged_into=root))


def add_merge(tx: Transaction, row: Values) -> None:
    """Log a merge made by hand."""
    tx.execute(insert(customer_merges), row)


def merge(tx: Transaction, merge_id: str) -> Merge | None:
    """One merge of the log."""
    row = tx.first(select(*_MERGE).where(customer_merges.c.id == merge_id))
    return _merge(row) if row else None


def merges_of(tx: Transaction, customer_ids: Iterable[str]) -> list[Merge]:
    """Merges between these profiles, newest first."""
    m, wanted = customer_merges.c, list(customer_ids)
    query = select(*_MERGE).where(tx.one_of(m.loser, wanted) | tx.one_of(m.winner, wanted))
    return [_merge(row) for row in tx.all(query.order_by(m.id.desc()))]


def merged_after(tx: Transaction, merge_id: str) -> list[tuple[str, str, str]]:
    """(id, winner, loser) of the merges logged after one of them, oldest first."""
    m = customer_merges.c
    query = select(m.id, m.winner, m.loser).where(m.id > merge_id).order_by(m.id)
    return [(row.id, row.winner, row.loser) for row in tx.all(query)]


def last_merge(tx: Transaction) -> str:
    """Id of the newest merge; empty when there is none."""
    return str(tx.scalar(select(func.max(customer_merges.c.id))) or "")


def merges_by(tx: Transaction, mark_hashes: Iterable[str]) -> list[Merge]:
    """Merges in force that marks brought about, newest first."""
    m = customer_merges.c
    query = select(*_MERGE).where(tx.one_of(m.hash, mark_hashes), m.undone_at.is_(None))
    return [_merge(row) for row in tx.all(query.order_by(m.id.desc()))]


def losers_of(tx: Transaction, winners: Iterable[str]) -> list[str]:
    """Who merged straight into one of these, in force."""
    m = customer_merges.c
    query = select(m.loser).where(tx.one_of(m.winner, winners), m.undone_at.is_(None))
    return [row.loser for row in tx.all(query)]


def undo(tx: Transaction, merge_id: str, by: str, now: datetime) -> int:
    """Mark a merge as undone; 0 if it was already."""
    m = customer_merges.c
    change = update(customer_merges).where(m.id == merge_id, m.undone_at.is_(None))
    return tx.execute(change.values(undone_at=now, undone_by=by))


def _merge(row: Row[Any]) -> Merge:
    return Merge(**row._mapping)


def to_link(row: Row[Any]) -> Link:
    """A link as `recognise` takes it."""
    return Link(row.hash, row.customer_id, row.leading)


def described(tx: Transaction, hashes: Iterable[str]) -> dict[str, Row[Any]]:
    """Profiles that marks lead, by hash of the mark."""
    i, c = customer_identities.c, customers.c
    query = select(i.hash.label("mark"), c.id, c.hash, c.external_updated_at, c.import_id)
    query = query.join(customers, c.id == i.customer_id).where(i.leading)
    return {row.mark: row for row in tx.all(query.where(tx.one_of(i.hash, hashes)))}


def describe(tx: Transaction, rows: Sequence[Values]) -> None:
    """Overwrite what a source says of its customers."""
    if rows:
        kept = {"id", "created_at", "source_id"}
        tx.upsert(customers, rows, key=["id"], update=[n for n in rows[0] if n not in kept])


def replace_words(tx: Transaction, words: Mapping[str, Iterable[str]]) -> None:
    """Replace the searchable words of customers' names."""
    if words:
        tx.execute(delete(customer_words).where(tx.one_of(customer_words.c.customer_id, words)))
    rows = [{"hash": h, "customer_id": key} for key, hashes in words.items() for h in hashes]
    tx.load(customer_words, rows)


def with_words(tx: Transaction, hashes: Sequence[str], limit: int) -> list[str]:
    """Profiles whose names have all these words."""
    w = customer_words.c
    query = select(w.customer_id).where(tx.one_of(w.hash, hashes)).group_by(w.customer_id)
    query = query.having(func.count() == len(hashes)).order_by(w.customer_id).limit(limit)
    return [row.customer_id for row in tx.all(query)]


def profiles(tx: Transaction, customer_ids: Iterable[str]) -> list[Row[Any]]:
    """Rows of profiles."""
    c = customers.c
    return tx.all(select(customers).where(tx.one_of(c.id, customer_ids)).order_by(c.id))


def identities(tx: Transaction, customer_ids: Iterable[str]) -> list[Row[Any]]:
    """Marks of profiles, oldest first."""
    i = customer_identities.c
    query = select(customer_identities).where(tx.one_of(i.customer_id, customer_ids))
    return tx.all(query.order_by(i.created_at, i.kind))


def erase(tx: Transaction, customer_id: str) -> int:
    """Delete a profile, its marks and words, and what the journal of imports kept of it."""
    rows = 0
    for table, key in reversed(PARTS):
        rows += tx.execute(delete(table).where(table.c[key] == customer_id))
    m = customer_merges.c
    touching = (m.winner == customer_id) | (m.loser == customer_id)
    return rows + tx.execute(delete(customer_merges).where(touching))


def sources(tx: Transaction) -> list[str]:
    """Sources that customers come from."""
    return [row.source_id for row in tx.all(select(customers.c.source_id).distinct())]


def merges_in(tx: Transaction, import_id: str) -> list[Merge]:
    """Merges in force that an import brought about, newest first."""
    m = customer_merges.c
    query = select(*_MERGE).where(m.import_id == import_id, m.undone_at.is_(None))
    return [_merge(row) for row in tx.all(query.order_by(m.id.desc()))]


def unlink(tx: Transaction, import_id: str) -> None:
    """Take away the marks that an import added to profiles which they do not lead."""
    i = customer_identities.c
    tx.execute(delete(customer_identities).where(i.import_id == import_id, ~i.leading))


def in_families(tx: Transaction, customer_ids: Sequence[str]) -> set[str]:
    """Which of these profiles are joined with others."""
    m = customer_merges.c
    query = select(m.winner, m.loser).where(m.undone_at.is_(None))
    query = query.where(tx.one_of(m.winner, customer_ids) | tx.one_of(m.loser, customer_ids))
    return {key for row in tx.all(query) for key in row} & set(customer_ids)
