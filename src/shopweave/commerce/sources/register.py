"""Make a source known before its first row arrives."""

from datetime import datetime

from shopweave.commerce.sources import read, records
from shopweave.commerce.sources.errors import UnknownCurrency, UnknownTimeZone
from shopweave.commerce.sources.types import Source, SourceDraft
from shopweave.foundation import ids
from shopweave.foundation.database import Transaction
from shopweave.foundation.zones import time_zones


def ensure(tx: Transaction, draft: SourceDraft, now: datetime) -> Source:
    """The source of that name, created as drafted if it is new, else left as it is.

    Raises `UnknownCurrency` and `UnknownTimeZone`.
    """
    found = records.named(tx, draft.name)
    if found is not None:
        return found
    check(draft)
    records.add(tx, ids.new(), draft, now)
    return read.by_name(tx, draft.name)


def check(draft: SourceDraft) -> None:
    """Refuse what is no currency or no time zone."""
    currency = draft.currency
    if not (len(currency) == 3 and currency.isascii() and currency.isupper()):
        raise UnknownCurrency(currency=currency)
    if draft.time_zone not in time_zones():
        raise UnknownTimeZone(name=draft.time_zone)
