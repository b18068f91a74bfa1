"""Open what is sealed, and find people by what is sealed."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from shopweave.commerce.customers import records
from shopweave.commerce.customers.errors import UnknownCustomer
from shopweave.commerce.customers.marks import keyed, normal
from shopweave.commerce.customers.types import IdentityKind, Personal
from shopweave.foundation.database import Transaction
from shopweave.trust.vault import Sealed, Vault

PLACE = "customers.sealed"
MARK = "customer_identities.sealed"
FIELDS = ("name", "email", "phone", "address")
_MOST = 200


def mark_row(kind: str, mark_hash: str) -> str:
    """Name of a mark's row, to which its ciphertext is bound."""
    return f"{kind}:{mark_hash}"


def personal(tx: Transaction, vault: Vault, customer_id: str) -> Personal:
    """Personal fields of a person, all pseudonyms; raises `UnknownCustomer`."""
    found = personal_many(tx, vault, [customer_id])
    if customer_id not in found:
        raise UnknownCustomer(customer=customer_id)
    return found[customer_id]


def personal_many(
    tx: Transaction, vault: Vault, customer_ids: Sequence[str]
) -> dict[str, Personal]:
    """Personal fields by pseudonym, of those who exist, in a few statements for all."""
    roots = records.roots(tx, customer_ids)
    families = records.families(tx, set(roots.values()))
    everybody = [member for members in families.values() for member in members]
    opened = fields(tx, vault, everybody)
    marks = open_marks(tx, vault, everybody)
    people = {root: _joined(members, opened, marks) for root, members in families.items()}
    return {customer: people[root] for customer, root in roots.items()}


def _joined(
    members: Sequence[str],
    opened: Mapping[str, Mapping[str, Any]],
    marks: Mapping[str, Sequence[tuple[str, str]]],
) -> Personal:
    """Of each field the first that is there, and all marks, each once."""
    merged: dict[str, Any] = {}
    for member in reversed(members):
        merged |= {name: value for name, value in opened.get(member, {}).items() if value}
    known = dict.fromkeys(mark for member in members for mark in marks.get(member, ()))
    return Personal(**merged, identities=tuple(known))


def fields(tx: Transaction, vault: Vault, customer_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Sealed fields of profiles, opened; without those that have none."""
    rows = [row for row in records.profiles(tx, customer_ids) if row.sealed]
    texts = vault.open_many(tx, [Sealed(PLACE, row.id, row.sealed) for row in rows])
    return {row.id: orjson.loads(text) for row, text in zip(rows, texts, strict=True) if text}


def open_marks(
    tx: Transaction, vault: Vault, customer_ids: Sequence[str]
) -> dict[str, list[tuple[str, str]]]:
    """Kind and value of every mark, by pseudonym, the oldest first."""
    rows = records.identities(tx, customer_ids)
    sealed = [Sealed(MARK, mark_row(row.kind, row.hash), row.sealed) for row in rows]
    found: dict[str, list[tuple[str, str]]] = {}
    for row, text in zip(rows, vault.open_many(tx, sealed), strict=True):
        if text:
            found.setdefault(row.customer_id, []).append((row.kind, text))
    return found


def names(tx: Transaction, vault: Vault, customer_ids: Sequence[str]) -> dict[str, str]:
    """Names of profiles, of those that have one."""
    opened = fields(tx, vault, customer_ids)
    return {key: values["name"] for key, values in opened.items() if values.get("name")}


def find(tx: Transaction, vault: Vault, text: str, region: str | None) -> list[str]:
    """Roots of the people whose mark is the text, or whose name has all its words."""
    hashes = [
        keyed(vault, kind, scope, spelling)
        for kind in IdentityKind
        # A number that came before the shop named its country stands as it was written.
        for spelling in {normal(kind, text, region), normal(kind, text, None)}
        if spelling
        for scope in (records.sources(tx) if kind is IdentityKind.CUSTOMER_ID else [""])
    ]
    found = [row.root for row in records.links(tx, hashes)]
    words = words_of(vault, text)
    if words:
        named = records.with_words(tx, words, _MOST)
        roots = records.roots(tx, named)
        found += [roots[key] for key in named]
    return list(dict.fromkeys(found))


def words_of(vault: Vault, name: str) -> list[str]:
    """Keyed hashes of the words of a name; a Chinese name counts as a whole and by character."""
    text = unicodedata.normalize("NFKC", name).casefold()
    words = text.replace(",", " ").split()
    characters = [c for word in words for c in word if "\u3400" <= c <= "\u9fff" and len(word) > 1]
    return [vault.index("customers.name", w)[:16].hex() for w in dict.fromkeys(words + characters)]
