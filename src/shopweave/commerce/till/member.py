"""Recognise a buyer at the till, by card, phone or e-mail."""

from datetime import datetime
from typing import Any

from shopweave.commerce import orders
from shopweave.commerce.customers import Directory, Identity, IdentityKind
from shopweave.commerce.till import redeem
from shopweave.commerce.till.once import source_of
from shopweave.foundation.database import Transaction
from shopweave.trust.permissions import Permission, Principal

_WAYS = (IdentityKind.LOYALTY, IdentityKind.PHONE, IdentityKind.EMAIL)


def recognise(
    tx: Transaction, directory: Directory, principal: Principal, value: str, now: datetime
) -> dict[str, Any]:
    """Whom a card, phone number or e-mail leads to, and by which of them; nobody is created.

    The name comes out for who may see names; the others get its first letters.
    """
    source = source_of(tx, principal, now)
    for kind in _WAYS:
        customer = directory.look_up(tx, source.id, [Identity(kind, value)])
        if customer is not None:
            name = directory.names(tx, [customer]).get(customer, "")
            full = principal.may(Permission.CUSTOMERS_REVEAL)
            heads = orders.of_customer(tx, [customer], 200)
            return {
                "known": True,
                "kind": kind.value,
                "name": name if full else _initials(name),
                "orders": len(heads),
                "last": heads[0].placed_at.isoformat() if heads else None,
                **redeem.of_member(tx, customer, now),
            }
    return {
        "known": False,
        "kind": _guess(value).value,
        "name": "",
        "orders": 0,
        "last": None,
        "points": None,
        "worth": None,
    }


def _initials(name: str) -> str:
    return " ".join(f"{word[0]}•••" for word in name.split())


def _guess(value: str) -> IdentityKind:
    if "@" in value:
        return IdentityKind.EMAIL
    phone = value.startswith("+") or (value.replace(" ", "").isdecimal() and len(value) <= 13)
    return IdentityKind.PHONE if phone else IdentityKind.LOYALTY
