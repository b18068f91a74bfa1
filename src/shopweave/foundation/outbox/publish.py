"""Say that something happened, in the transaction in which it does."""

from collections.abc import Iterable

from shopweave.foundation import ids
from shopweave.foundation.database import Transaction, notify
from shopweave.foundation.outbox import records
from shopweave.foundation.outbox.registry import encode, name_of

CHANNEL = "shopweave_outbox"


def record(tx: Transaction, happened: object, historical: bool = False) -> None:
    """Hand a registered event to everyone who subscribed, after the commit.

    `historical` marks news from an import of the past: only who asked for such hears it.
    """
    record_all(tx, [happened], historical)


def record_all(tx: Transaction, happened: Iterable[object], historical: bool = False) -> None:
    """Hand over many events with one statement."""
    rows = [
        {
            "id": ids.new(),
            "name": name_of(type(one)),
            "payload": encode(one),
            "historical": historical,
        }
        for one in happened
    ]
    if rows:
        records.add(tx, rows)
        notify(tx, CHANNEL)
