"""Who was recognised a moment ago, so that the next page view asks no database."""

from datetime import datetime, timedelta

from shopweave.commerce.customers.types import Identity
from shopweave.foundation.database import Transaction
from shopweave.trust import versions

# The counter that rises when marks lead elsewhere than before.
PARTED = "customers"
_TRUSTED_FOR = timedelta(seconds=0.5)
_LIMIT = 50_000

Marks = tuple[str, tuple[Identity, ...]]


class Memory:
    """Marks to pseudonym; forgotten within half a second when anybody is erased or parted."""

    def __init__(self) -> None:
        self._known: dict[Marks, str] = {}
        self._version: tuple[int, ...] = ()
        self._checked: datetime | None = None

    def recall(self, tx: Transaction, people: list[Marks], now: datetime) -> dict[Marks, str]:
        """Those of the people who are remembered."""
        self._check(tx, now)
        known = self._known
        return {person: found for person in people if (found := known.get(person))}

    def remember(self, tx: Transaction, people: dict[Marks, str]) -> None:
        """Remember people once the transaction is durable."""
        version = self._version

        def keep() -> None:
            if version == self._version:
                if len(self._known) + len(people) > _LIMIT:
                    self._known = {}
                self._known.update(people)

        tx.after_commit(keep)

    def forget(self) -> None:
        """Drop everything at once."""
        self._known = {}
        self._version = ()
        self._checked = None

    def _check(self, tx: Transaction, now: datetime) -> None:
        if self._checked is not None and abs(now - self._checked) < _TRUSTED_FOR:
            return
        version = tuple(versions.current(tx, name) for name in (versions.VAULT, PARTED))
        if version != self._version:
            self._known = {}
            self._version = version
        self._checked = now
