"""Recognise people by their marks, and keep their personal fields sealed."""

from collections.abc import Sequence

from shopweave.commerce.customers.types import CustomerDraft, Identity, Personal
from shopweave.commerce.inbound import Delivery, Upserted
from shopweave.foundation.database import Transaction
from shopweave.trust.vault import Vault


class Directory:
    """The way from marks to pseudonyms and back; needs the vault. Safe to share."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def resolve(
        self, tx: Transaction, delivery: Delivery, identities: Sequence[Identity]
    ) -> str | None:
        """The customer id that the marks lead to, created if new; None without a usable mark."""
        return self.resolve_many(tx, delivery, [identities])[0]

    def resolve_many(
        self, tx: Transaction, delivery: Delivery, people: Sequence[Sequence[Identity]]
    ) -> list[str | None]:
        """Resolve thousands at once; the same marks twice are one person."""
        raise NotImplementedError

    def look_up(
        self, tx: Transaction, source_id: str, identities: Sequence[Identity]
    ) -> str | None:
        """The customer id that the marks lead to, without creating or merging anything."""
        raise NotImplementedError

    def upsert(
        self, tx: Transaction, delivery: Delivery, drafts: Sequence[CustomerDraft]
    ) -> Upserted:
        """Insert or overwrite customers; a replay writes nothing, a wrong draft is left out."""
        raise NotImplementedError

    def personal(self, tx: Transaction, customer_id: str) -> Personal:
        """Open a customer's personal fields; raises `UnknownCustomer`."""
        raise NotImplementedError

    def find(self, tx: Transaction, text: str) -> list[str]:
        """Ids of people with this e-mail, phone, number or card, or all these words in the name."""
        raise NotImplementedError
