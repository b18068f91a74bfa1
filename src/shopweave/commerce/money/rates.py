"""Exchange rates: brought in by people, programs and files, never fetched."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from shopweave.algorithms.money import Quote, Rate, Rates, converted
from shopweave.commerce import inbound
from shopweave.commerce.inbound import Delivery, Rejected, TakenBack, Upserted
from shopweave.commerce.inbound.checks import CURRENCIES
from shopweave.commerce.money.due import let_due
from shopweave.commerce.money.errors import NotARate
from shopweave.commerce.money.records import rates as records
from shopweave.commerce.money.types import RateDraft
from shopweave.foundation.database import Transaction
from shopweave.foundation.money import Money, digits

_FIRST = date(1970, 1, 1)
_MOST = 10**18


def day_number(day: date) -> int:
    """Days since 1970."""
    return (day - _FIRST).days


def date_of(number: int) -> date:
    """The date of a day number."""
    return _FIRST + timedelta(days=number)


def upsert(tx: Transaction, delivery: Delivery, drafts: Sequence[RateDraft]) -> Upserted:
    """Bring rates in. What a person says overwrites; a file never overwrites what stands there."""
    inbound.take_turn(tx)
    good: dict[tuple[str, str, int], RateDraft] = {}
    rejected = []
    for row, draft in enumerate(drafts):
        if _fits(draft):
            good[draft.base, draft.currency, day_number(draft.day)] = draft
        else:
            rejected.append(Rejected(row, _name(draft), "rate", NotARate(row=row)))
    new = _write(tx, delivery, good)
    if new:
        since = datetime.combine(min(good[key].day for key in new), datetime.min.time(), UTC)
        let_due(tx, since=since)
    named = {_name(good[key]): _name(good[key]) for key in new}
    return Upserted(len(new), 0, len(good) - len(new), named, tuple(rejected))


def known(tx: Transaction, currencies: Iterable[str]) -> Rates:
    """Every rate of these currencies, also over a third one that is quoted against them."""
    wanted = set(currencies)
    rows = records.among(tx, wanted)
    return Rates.of(Quote(row.base, row.currency, row.day, row.nano) for row in rows)


def exchange(
    tx: Transaction, currencies: Iterable[str], currency: str, day: date
) -> Callable[[Money], int | None]:
    """What money of any of these is in minor units of one currency, at the last rates to a day.

    None for what nobody told a rate of.
    """
    among = known(tx, {*currencies, currency})

    def into(told: Money) -> int | None:
        rate = among.find(told.currency, currency, day_number(day))
        if rate is None:
            return None
        whole = rate.times(minor_units(told.currency, currency))
        return converted(told.amount, whole.numerator, whole.denominator)

    return into


def minor_units(source: str, target: str) -> Rate:
    """From yen without decimals to euros with two: times 100."""
    more = digits(target) - digits(source)
    return Rate(10 ** max(more, 0), 10 ** max(-more, 0), 2**31)


def newest(tx: Transaction) -> list[RateDraft]:
    """The last rate of each pair."""
    return [
        RateDraft(row.base, row.currency, date_of(row.day), row.nano) for row in records.newest(tx)
    ]


def held(tx: Transaction, base: str, currency: str, day: date) -> int | None:
    """The billionths that were told for exactly this day."""
    return records.held(tx, base, currency, day_number(day))


def remove(tx: Transaction, base: str, currency: str, day: date) -> None:
    """Forget a rate; what it concerned is booked again."""
    records.remove(tx, base, currency, day_number(day))
    since = datetime.combine(day, datetime.min.time(), UTC)
    let_due(tx, since=since)


def take_back(tx: Transaction, import_id: str, limit: int) -> TakenBack:
    """Remove up to `limit` rates that an import brought."""
    inbound.take_turn(tx)
    rows = records.of_import(tx, import_id, limit)
    for row in rows:
        records.remove(tx, row.base, row.currency, row.day)
    if rows:
        since = datetime.combine(date_of(min(r.day for r in rows)), datetime.min.time(), UTC)
        let_due(tx, since=since)
    return TakenBack(tuple(f"{row.base}/{row.currency} {row.day}" for row in rows))


def _write(
    tx: Transaction, delivery: Delivery, good: dict[tuple[str, str, int], RateDraft]
) -> set[tuple[str, str, int]]:
    """Write rates; returns which were news."""
    rows = [
        {
            "base": base,
            "currency": currency,
            "day": day,
            "nano": draft.nano,
            "import_id": delivery.import_id,
            "noted_at": delivery.now,
        }
        for (base, currency, day), draft in good.items()
    ]
    if delivery.import_id is not None:
        return {(row.base, row.currency, row.day) for row in records.add_new(tx, rows)}
    news = {key for key, draft in good.items() if records.held(tx, *key) != draft.nano}
    records.overwrite(tx, [r for r in rows if (r["base"], r["currency"], r["day"]) in news])
    return news


def _fits(draft: RateDraft) -> bool:
    known_both = {draft.base, draft.currency} <= CURRENCIES
    return known_both and draft.base != draft.currency and 0 < draft.nano < _MOST


def _name(draft: RateDraft) -> str:
    return f"{draft.base}/{draft.currency} {draft.day.isoformat()}"
