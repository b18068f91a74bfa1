"""The day of a till: money in the drawer, and its end."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from shopweave.commerce.till import records
from shopweave.commerce.till.amounts import major
from shopweave.commerce.till.errors import KeptTooMuch
from shopweave.commerce.till.forms import CashForm, ClosingForm
from shopweave.commerce.till.once import Telling, begin
from shopweave.commerce.till.types import Entry, EntryKind
from shopweave.foundation.database import Transaction
from shopweave.foundation.money import parse_minor
from shopweave.trust import audit
from shopweave.trust.permissions import Principal


def cash(tx: Transaction, principal: Principal, form: CashForm, now: datetime) -> dict[str, Any]:
    """Note money put into the drawer or taken out of it."""
    telling = begin(tx, principal, form, now)
    if not isinstance(telling, Telling):
        return {**telling.answer, "repeated": True}
    amount = parse_minor(form.amount, form.currency)
    answer = {"id": form.id, "amount": major(amount, form.currency), "repeated": False}
    entry = telling.entry(form, EntryKind.CASH)
    detail = {"reason": form.reason}
    kept = replace(entry, currency=form.currency, cash=amount, detail=detail, answer=answer)
    records.add(tx, kept)
    return answer


def report(tx: Transaction, place_id: str, till: str, currency: str) -> dict[str, Any]:
    """What a till did since its last end of day, and what should lie in its drawer."""
    entries = records.open_entries(tx, place_id, till)
    return _report(tx, entries, place_id, till, currency)


def close(
    tx: Transaction, principal: Principal, form: ClosingForm, now: datetime
) -> dict[str, Any]:
    """End the day of a till: what was expected, what was counted, and the difference."""
    telling = begin(tx, principal, form, now)
    if not isinstance(telling, Telling):
        return {**telling.answer, "repeated": True}
    entries = records.open_entries(tx, telling.place_id, form.till)
    told = _report(tx, entries, telling.place_id, form.till, form.currency)
    counted = parse_minor(form.counted, form.currency)
    kept = parse_minor(form.kept, form.currency)
    if kept > counted:
        sums = {"kept": major(kept, form.currency), "counted": major(counted, form.currency)}
        raise KeptTooMuch(currency=form.currency, **sums)
    expected = parse_minor(told["expected_cash"], form.currency)
    answer = told | {
        "id": form.id,
        "closed_at": telling.at.isoformat(),
        "counted": major(counted, form.currency),
        "kept": major(kept, form.currency),
        "difference": major(counted - expected, form.currency),
        "note": form.note,
        "repeated": False,
    }
    entry = telling.entry(form, EntryKind.CLOSING)
    ended = replace(
        entry, currency=form.currency, detail={"kept": kept, "counted": counted}, answer=answer
    )
    records.add(tx, ended)
    records.close(tx, [one.id for one in entries if _in(one, form.currency)], entry.id)
    audit.record(tx, principal, "till.closed", f"till:{form.till}", at=now)
    return answer


def _report(
    tx: Transaction, entries: Sequence[Entry], place_id: str, till: str, currency: str
) -> dict[str, Any]:
    before = records.closings(tx, place_id, till, 20)
    last = next((one for one in before if one.currency == currency), None)
    opening = last.detail["kept"] if last else 0
    own = [one for one in entries if _in(one, currency)]
    good = [one for one in own if one.voided_at is None]
    sales = [one for one in good if one.kind is EntryKind.SALE]
    moved = [one for one in good if one.kind is EntryKind.CASH]
    total = sum(one.total for one in sales)
    back = sum(one.detail["returned"] for one in sales)
    money = {
        "opening_cash": opening,
        "sold": total + back,
        "returned": back,
        "total": total,
        "discounts": sum(one.detail["discount"] for one in sales),
        "points": sum(one.detail.get("points", 0) for one in sales),
        "cash_moved": sum(one.cash for one in moved),
        "expected_cash": opening + sum(one.cash for one in good),
    }
    return {
        "till": till,
        "currency": currency,
        "since": last.at.isoformat() if last else None,
        "receipts": len(sales),
        **{name: major(amount, currency) for name, amount in money.items()},
        "payments": {kind: major(sum_, currency) for kind, sum_ in _by_kind(sales).items()},
        "returns": [_line(one) for one in sales if one.detail["returned"]],
        "voids": [_line(one) for one in own if one.voided_at is not None],
        "cash": [{**_line(one), "reason": one.detail["reason"]} for one in moved],
        "late": sum(one.received_at.date() > one.at.date() for one in sales),
    }


def _in(entry: Entry, currency: str) -> bool:
    return entry.currency in (currency, None)


def _by_kind(sales: Sequence[Entry]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for kind, amount in _payments(sales):
        sums[kind] = sums.get(kind, 0) + amount
    return sums


def _payments(sales: Sequence[Entry]) -> Iterator[tuple[str, int]]:
    for one in sales:
        yield from one.detail["payments"].items()


def _line(entry: Entry) -> dict[str, Any]:
    amount = entry.total if entry.kind is EntryKind.SALE else entry.cash
    return {
        "id": entry.external_id,
        "number": entry.number,
        "at": entry.at.isoformat(),
        "amount": major(amount, entry.currency or "EUR"),
        "by": entry.voided_by or entry.by,
        "why": entry.void_reason or "",
    }
