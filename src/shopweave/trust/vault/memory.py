"""Unwrapped keys, remembered for as long as they are surely alive."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from weakref import WeakKeyDictionary

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Transaction
from shopweave.trust import versions

_TRUSTED_FOR = timedelta(seconds=0.5)
_LIMIT = 50_000


class Memory:
    """Keys of customers; another process's erasures are noticed within half a second."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._keys: dict[str, AESGCM] = {}
        self._version = 0
        self._checked: datetime | None = None
        self._created: WeakKeyDictionary[Transaction, set[str]] = WeakKeyDictionary()

    def recall(self, tx: Transaction, customers: Iterable[str]) -> dict[str, AESGCM]:
        """Return the remembered keys among those of the customers."""
        self._check(tx)
        keys = self._keys
        return {customer: key for customer in customers if (key := keys.get(customer))}

    def create(self, tx: Transaction, customers: Iterable[str]) -> None:
        """Note keys made in this transaction: they may still be rolled back."""
        self._created.setdefault(tx, set()).update(customers)

    def remember(self, tx: Transaction, fresh: dict[str, AESGCM]) -> None:
        """Keep keys, those made in this transaction only once it is durable."""
        made_here = self._created.get(tx, set())
        made = {customer: key for customer, key in fresh.items() if customer in made_here}
        version = self._version
        self._keep({c: key for c, key in fresh.items() if c not in made_here}, version)
        if made:
            tx.after_commit(lambda: self._keep(made, version))

    def forget(self, tx: Transaction, customers: Iterable[str]) -> None:
        """Drop keys here at once and, by the commit, in every process."""
        gone = list(customers)
        versions.raise_version(tx, versions.VAULT)

        def drop() -> None:
            for customer in gone:
                self._keys.pop(customer, None)

        drop()
        tx.after_commit(drop)

    def _keep(self, keys: dict[str, AESGCM], version: int) -> None:
        if version != self._version:
            return
        if len(self._keys) + len(keys) > _LIMIT:
            self._keys = {}
        self._keys.update(keys)

    def _check(self, tx: Transaction) -> None:
        now = self._clock.now()
        if self._checked is not None and abs(now - self._checked) < _TRUSTED_FOR:
            return
        version = versions.current(tx, versions.VAULT)
        if version != self._version:
            self._keys = {}
            self._version = version
        self._checked = now
