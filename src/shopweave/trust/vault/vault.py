"""Seal, open, match and destroy."""

import hmac
import secrets
from collections.abc import Iterable, Sequence

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, Transaction
from shopweave.trust.vault import records
from shopweave.trust.vault.errors import KeyDestroyed
from shopweave.trust.vault.keyring import Keyring
from shopweave.trust.vault.memory import Memory
from shopweave.trust.vault.sealed import Plain, Sealed, decrypt, encrypt

_AT_ONCE = 1000


class Vault:
    """Personal fields of customers; safe to share between threads."""

    def __init__(self, keyring: Keyring, clock: Clock) -> None:
        self._keyring = keyring
        self._clock = clock
        self._memory = Memory(clock)
        self._index_keys: dict[str, bytes] = {}

    def seal(self, tx: Transaction, customer: str, place: str, row: str, text: str) -> bytes:
        """Encrypt a text for `place` ("customers.email") of a row; raises `KeyDestroyed`."""
        return self.seal_many(tx, [Plain(customer, place, row, text)])[0]

    def seal_many(self, tx: Transaction, plains: Sequence[Plain]) -> list[bytes]:
        """Encrypt texts, making missing keys in one statement; raises `KeyDestroyed`."""
        keys = self._keys(tx, {plain.customer for plain in plains}, create=True)
        return [encrypt(keys[plain.customer], plain) for plain in plains]

    def open(self, tx: Transaction, place: str, row: str, value: bytes) -> str:
        """Decrypt a value; raises `KeyDestroyed` or `Unreadable`."""
        sealed = Sealed(place, row, value)
        key = self._keys(tx, {sealed.customer}).get(sealed.customer)
        if key is None:
            raise KeyDestroyed(customer=sealed.customer)
        return decrypt(key, sealed)

    def open_many(self, tx: Transaction, sealed: Sequence[Sealed]) -> list[str | None]:
        """Decrypt values, None for those of erased customers; raises `Unreadable`."""
        owners = [one.customer for one in sealed]
        keys = self._keys(tx, set(owners))
        return [
            decrypt(keys[owner], one) if owner in keys else None
            for owner, one in zip(owners, sealed, strict=True)
        ]

    def index(self, purpose: str, text: str) -> bytes:
        """HMAC-SHA256 of a normalised text under the purpose's own key: equal only to itself."""
        key = self._index_keys.get(purpose)
        if key is None:
            key = self._index_keys[purpose] = self._keyring.secret(f"index {purpose}")
        return hmac.digest(key, text.encode(), "sha256")

    def destroy(self, tx: Transaction, customers: Iterable[str]) -> int:
        """Make the customers unreadable for ever; returns how many keys were destroyed."""
        ids = list(customers)
        self._memory.forget(tx, ids)
        return records.destroy(tx, ids, self._clock.now())

    def discard(self, tx: Transaction, customers: Iterable[str]) -> int:
        """Drop the keys of customers of whom nothing sealed is left; returns how many there were.

        Unlike erasing, this leaves no tombstone: the people were only brought in by mistake.
        """
        ids = list(customers)
        if not ids:
            return 0
        self._memory.forget(tx, ids)
        return records.remove(tx, ids)

    def check(self, tx: Transaction) -> None:
        """Raise `Unreadable` when the key file does not fit this database."""
        for customer, wrapped in records.page(tx, "", 1):
            self._keyring.unwrap(customer, wrapped)

    def rekey(self, database: Database) -> int:
        """Wrap every customer's key with a new installation key; returns how many.

        The key before it stays in the file until the next time, as others may be using it now.
        """
        with database.read() as tx:
            self._keyring.renew(records.wrapped_by(tx))
        done, after = 0, ""
        while True:
            with database.write() as tx:
                living = records.page(tx, after, _AT_ONCE)
                done += self._rewrap(tx, living)
            if len(living) < _AT_ONCE:
                return done
            after = living[-1][0]

    def _rewrap(self, tx: Transaction, living: Sequence[tuple[str, bytes]]) -> int:
        ring = self._keyring
        old = [(customer, wrapped) for customer, wrapped in living if not ring.is_current(wrapped)]
        records.rewrap(tx, {c: ring.wrap(c, ring.unwrap(c, wrapped)) for c, wrapped in old})
        return len(old)

    def _keys(
        self, tx: Transaction, customers: set[str], *, create: bool = False
    ) -> dict[str, AESGCM]:
        """Keys of the living among the customers; with `create`, of all of them."""
        known = self._memory.recall(tx, customers)
        if len(known) == len(customers):
            return known
        missing = [customer for customer in customers if customer not in known]
        found = records.wrapped(tx, missing)
        if create:
            found |= self._create(tx, [c for c in missing if c not in found])
            for customer in missing:
                if found[customer] is None:
                    raise KeyDestroyed(customer=customer)
        fresh = {c: AESGCM(self._keyring.unwrap(c, w)) for c, w in found.items() if w is not None}
        self._memory.remember(tx, fresh)
        return known | fresh

    def _create(self, tx: Transaction, customers: list[str]) -> dict[str, bytes | None]:
        if not customers:
            return {}
        # In one order everywhere, so that two processes do not wait for each other.
        made = {c: self._keyring.wrap(c, secrets.token_bytes(32)) for c in sorted(customers)}
        records.add(tx, made, self._clock.now())
        self._memory.create(tx, customers)
        # Another process may have been first: what stands in the table counts.
        return records.wrapped(tx, customers)
