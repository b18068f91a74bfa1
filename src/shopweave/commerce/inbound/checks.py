"""What makes a row unfit, told field by field."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from babel.numbers import list_currencies

from shopweave.commerce.inbound.errors import (
    ImplausibleDate,
    Missing,
    NegativePrice,
    NotACurrency,
    TooLong,
    TwiceInBatch,
)
from shopweave.commerce.inbound.sift import Inbound
from shopweave.commerce.inbound.types import Rejected
from shopweave.foundation.problems import Problem

Draft = TypeVar("Draft", bound=Inbound)
Fault = tuple[str, Problem]
CURRENCIES = frozenset(list_currencies())
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
CLOCKS_DIFFER_BY = timedelta(days=1)


def fit(
    drafts: Sequence[Draft], check: Callable[[int, Draft], Fault | None]
) -> tuple[list[Draft], list[Rejected]]:
    """Part drafts into the good ones and the rejected, a repeated external id among these."""
    good: dict[str, Draft] = {}
    rows: dict[str, int] = {}
    bad: list[Rejected] = []
    for row, draft in enumerate(drafts):
        key = draft.external_id
        first = rows.setdefault(key, row)
        fault = key_fault(row, key) or check(row, draft)
        if fault is None and first != row:
            fault = "external_id", TwiceInBatch(row=row, external_id=key, first=first)
        if fault is None:
            good[key] = draft
        else:
            bad.append(Rejected(row, key, *fault))
    return list(good.values()), bad


def key_fault(row: int, key: str) -> Fault | None:
    """An external id is there and not endless."""
    if not key:
        return "external_id", Missing(row=row, field="external_id")
    if len(key) > 200:
        return "external_id", TooLong(row=row, field="external_id", most=200)
    return None


def price_fault(row: int, name: str, amount: int | None, currency: str) -> Fault | None:
    """A price is not negative and in a currency that exists."""
    if currency not in CURRENCIES:
        return name, NotACurrency(row=row, currency=currency)
    if amount is not None and amount < 0:
        return name, NegativePrice(row=row, field=name, amount=amount)
    return None


def date_fault(row: int, name: str, at: datetime, now: datetime) -> Fault | None:
    """A date has a zone, is after 1970 and not in the future, one day of clock error allowed."""
    if at.tzinfo is None or not EARLIEST <= at <= now + CLOCKS_DIFFER_BY:
        return name, ImplausibleDate(row=row, field=name, at=at.isoformat())
    return None


def first(faults: Iterator[Fault | None]) -> Fault | None:
    """The first fault of several checks."""
    return next((fault for fault in faults if fault is not None), None)
