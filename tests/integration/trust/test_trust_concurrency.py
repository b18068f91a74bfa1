"""Many at once: the log has no gap, a customer has one key, and nobody waits for ever."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from shopweave.foundation import ids
from shopweave.foundation.clock import ManualClock
from shopweave.foundation.database import Database
from shopweave.trust import audit, keys, sessions
from shopweave.trust.keys import KeyKind, NewKey
from shopweave.trust.permissions import SYSTEM
from shopweave.trust.vault import Keyring, Plain, Sealed, Vault

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TIMES, THREADS = 40, 6


def _together(act: Callable[[int], object]) -> list[object]:
    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(act, range(TIMES)))


def test_the_log_has_no_gap(database: Database) -> None:
    """Whoever makes keys, signs in and logs at the same time, every entry follows from the last."""

    def act(number: int) -> None:
        with database.write() as tx:
            match number % 3:
                case 0:
                    keys.create(tx, SYSTEM, NewKey(KeyKind.PUBLIC, str(number)), NOON)
                case 1:
                    sessions.start(tx, "anna", "phone", NOON)
                    audit.record(tx, SYSTEM, "signed.in", "staff:anna", at=NOON)
                case _:
                    audit.record(tx, SYSTEM, "x", "y", at=NOON)

    _together(act)
    with database.read() as tx:
        assert audit.verify(tx, b"k" * 32) == audit.Verdict(TIMES, ())


def test_a_customer_has_one_key(database: Database) -> None:
    """Processes that seal for the same new customers at once use the same keys."""
    people = [ids.new() for _ in range(50)]
    keyring, clock = Keyring.generate(), ManualClock(NOON)

    def act(number: int) -> list[Sealed]:
        plains = [Plain(one, "a.b", str(number), one) for one in people]
        with database.write() as tx:
            values = Vault(keyring, clock).seal_many(tx, plains)
        return [Sealed("a.b", str(number), value) for value in values]

    sealed = [one for each in _together(act) for one in each]  # type: ignore[attr-defined] # lists
    with database.read() as tx:
        assert Vault(keyring, clock).open_many(tx, sealed) == people * TIMES
