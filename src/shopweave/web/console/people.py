"""How a customer is called on a page: in full for whoever may see it, masked for the others."""

import re
from collections.abc import Iterable, Mapping

from shopweave.commerce.customers import IdentityKind, Personal
from shopweave.foundation.database import Transaction
from shopweave.trust.permissions import Permission
from shopweave.web.console.page import Page


def names(page: Page, tx: Transaction, customers: Iterable[str | None]) -> Mapping[str, str]:
    """Name of each of these customers, by id."""
    directory = page.house.directory
    wanted = [customer for customer in dict.fromkeys(customers) if customer]
    known = directory.names(tx, wanted)
    unnamed = directory.personal_many(tx, [one for one in wanted if one not in known])
    return {
        one: _shown(page, known[one]) if one in known else called(page, one, unnamed[one])
        for one in wanted
        if one in known or one in unnamed
    }


def called(page: Page, customer: str, personal: Personal) -> str:
    """Return the name, else a mark, else what stands for a person of whom nothing is known."""
    known = personal.name or personal.email or personal.phone
    if known:
        return _shown(page, known)
    numbers = [value for kind, value in personal.identities if kind == IdentityKind.CUSTOMER_ID]
    return page.say("people.unnamed", mark=numbers[0] if numbers else customer[-4:].upper())


def _shown(page: Page, known: str) -> str:
    return known if may_reveal(page) else masked(known)


def may_reveal(page: Page) -> bool:
    """Whether this visitor may see names and addresses in full."""
    return page.principal.may(Permission.CUSTOMERS_REVEAL)


def masked(text: str) -> str:
    """Return the first letter of each word: M••• L•••, m•••@example.com."""
    name, at, host = text.partition("@")
    return re.sub(r"(\w)\w*", r"\1•••", name) + at + host
