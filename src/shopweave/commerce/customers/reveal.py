"""Open what is sealed, and find people by what is sealed."""

import unicodedata
from collections.abc import Sequence
from typing import Any

import orjson

from shopweave.commerce.customers import records
from shopweave.commerce.customers.family import family
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
    """Personal fields of a person: of each field the first that is there, and all marks."""
    members = family(tx, customer_id)
    opened = fields(tx, vault, members)
    merged: dict[str, Any] = {}
    for member in members:
        for name, value in opened.get(member, {}).items():
            if value and name not in merged:
                merged[name] = value
    return Personal(**merged, identities=tuple(open_marks(tx, vault, members)))


def fields(tx: Transaction, vault: Vault, customer_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Sealed fields of profiles, opened; without those that have none."""
    rows = [row for row in records.profiles(tx, customer_ids) if row.sealed]
    texts = vault.open_many(tx, [Sealed(PLACE, row.id, row.sealed) for row in rows])
    return {row.id: orjson.loads(text) for row, text in zip(rows, texts, strict=True) if text}


def open_marks(tx: Transaction, vault: Vault, customer_ids: Sequence[str]) -> list[tuple[str, str]]:
    """Kind and value of every mark, each once."""
    rows = records.identities(tx, customer_ids)
    sealed = [Sealed(MARK, mark_row(row.kind, row.hash), row.sealed) for row in rows]
    texts = vault.open_many(tx, sealed)
    found = [(row.kind, text) for row, text in zip(rows, texts, strict=True) if text]
    return list(dict.fromkeys(found))


def names(tx: Transaction, vault: Vault, customer_ids: Sequence[str]) -> dict[str, str]:
    """Names of profiles, of those that have one."""
    opened = fields(tx, vault, customer_ids)
    return {key: values["name"] for key, values in opened.items() if values.get("name")}


def find(tx: Transaction, vault: Vault, text: str, region: str | None) -> list[str]:
    """Roots of the people whose mark is the text, or whose name has all its words."""
    hashes = [
        keyed(vault, kind, scope, spelling)
        for kind in IdentityKind
        if (spelling := normal(kind, text, region))
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
