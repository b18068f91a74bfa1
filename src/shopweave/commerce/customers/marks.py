"""Marks of a person in one spelling, as keyed hashes."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers

from shopweave.commerce.customers.types import Identity, IdentityKind
from shopweave.trust.vault import Vault

_MOST = 200
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NOT_DIGITS = re.compile(r"[^\d+]")
# What shops write where there is nobody.
_NOBODY = frozenset(
    {"", "0", "-1", "null", "none", "nan", "undefined", "guest", "anonymous", "n/a"}
)
RANK = {kind: rank for rank, kind in enumerate(IdentityKind)}


@dataclass(frozen=True, slots=True)
class Mark:
    """One usable identity: `hash` matches, `text` is what will be sealed."""

    kind: IdentityKind
    hash: str
    text: str
    source_id: str
    verified: bool


def marks(
    vault: Vault, source_id: str, identities: Iterable[Identity], region: str | None
) -> tuple[Mark, ...]:
    """Usable identities as marks, the surest first, each once."""
    found: dict[tuple[str, str], Mark] = {}
    for identity in identities:
        text = normal(identity.kind, identity.value, identity.country or region)
        if text is not None:
            scope = source_id if identity.kind is IdentityKind.CUSTOMER_ID else ""
            key = keyed(vault, identity.kind, scope, text)
            mark = Mark(identity.kind, key, text, source_id, identity.verified)
            found.setdefault((identity.kind, key), mark)
    return tuple(sorted(found.values(), key=lambda mark: RANK[mark.kind]))


def keyed(vault: Vault, kind: IdentityKind, scope: str, text: str) -> str:
    """128 bits of the vault's keyed hash; `scope` is the source of a customer number."""
    return vault.index(f"customers.{kind}", f"{scope}|{text}")[:16].hex()


@lru_cache(maxsize=20_000)
def normal(kind: IdentityKind, value: str, region: str | None) -> str | None:
    """One spelling of a value, None when it identifies nobody (a guest, a masked phone)."""
    text = unicodedata.normalize("NFKC", value).strip()
    if text.casefold() in _NOBODY or len(text) > _MOST or "***" in text:
        return None
    if kind is IdentityKind.EMAIL:
        return text.casefold() if _EMAIL.fullmatch(text) else None
    if kind is IdentityKind.PHONE:
        return _phone(text, region)
    return text.casefold() if kind is IdentityKind.LOYALTY else text


def _phone(text: str, region: str | None) -> str | None:
    """E.164 where the country is known, else the bare digits of at least seven."""
    try:
        number = phonenumbers.parse(text, region)
        if phonenumbers.is_possible_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    except phonenumbers.NumberParseException:
        pass
    digits = _NOT_DIGITS.sub("", text)
    return digits if len(digits) >= 7 else None
