"""Read, change and undo preferences; every change is a row with its author."""

from datetime import datetime
from typing import TypeVar

from shopweave.foundation.database import Transaction, notify
from shopweave.foundation.preferences import records
from shopweave.foundation.preferences.errors import ChangedMeanwhile, NothingToUndo
from shopweave.foundation.preferences.registry import decode, encode, name_of
from shopweave.foundation.preferences.types import Change

P = TypeVar("P")
CHANNEL = "shopweave_preferences"


def get(tx: Transaction, cls: type[P]) -> P:
    """The preferences of this class as the transaction sees them."""
    last = records.last(tx, name_of(cls))
    return cls() if last is None else decode(last.name, last.values)


def change(tx: Transaction, who: str, value: object, now: datetime) -> int:
    """Make `value` the preferences of its class; returns the new version.

    Raises `NotAPreference` for a field out of range and `ChangedMeanwhile` in a race.
    """
    name = name_of(type(value))
    values = encode(value)
    decode(name, values)
    return _add(tx, name, values, who, now, None)


def undo(tx: Transaction, who: str, name: str, now: datetime) -> int:
    """Return to what held before the last change of `name`. Raises `NothingToUndo`."""
    last = records.last(tx, name)
    if last is None:
        raise NothingToUndo(name=name)
    before = records.last(tx, name, last.version)
    values = encode(decode(name, {})) if before is None else before.values
    return _add(tx, name, values, who, now, last.version)


def history(tx: Transaction, name: str | None = None, limit: int = 50) -> list[Change]:
    """The newest changes first, of one name or of all."""
    return records.history(tx, name, limit)


def _add(
    tx: Transaction,
    name: str,
    values: dict[str, object],
    who: str,
    now: datetime,
    undoes: int | None,
) -> int:
    version = records.newest_version(tx) + 1
    if not records.add(tx, Change(version, name, values, who, now, undoes)):
        raise ChangedMeanwhile
    notify(tx, CHANNEL)
    return version
