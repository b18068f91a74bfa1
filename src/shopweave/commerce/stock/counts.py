"""What shops say they have, against the ledger: both shown, settled by rule or by a person."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from shopweave import decisions
from shopweave.commerce import catalog, inbound
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.stock.available import promise
from shopweave.commerce.stock.errors import AlreadySettledSo, NothingToTakeBack, UnknownConflict
from shopweave.commerce.stock.movements import post
from shopweave.commerce.stock.pools import ground, pools
from shopweave.commerce.stock.promised import AtPlace, Conflict, ConflictKind, Pool, Settled
from shopweave.commerce.stock.records import conflicts as records
from shopweave.commerce.stock.records import ledger
from shopweave.commerce.stock.records.sold import sold_since
from shopweave.commerce.stock.safety import safety_of
from shopweave.commerce.stock.serving import serving
from shopweave.commerce.stock.settings import CountRule, StockPreferences
from shopweave.commerce.stock.types import Movement, MovementKind
from shopweave.decisions import Decision
from shopweave.foundation import ids, preferences
from shopweave.foundation.database import Transaction

SETTLED = "stock.count_settled"


@dataclass(frozen=True, slots=True)
class Agreed:
    """The last number that a source and the ledger agreed on, and when."""

    units: float
    at: datetime


@dataclass(frozen=True, slots=True)
class Report:
    """What a source says it can sell of a variant at a place (site), and when it said so.

    agreed: where the source sells from this one place; None when it is not known. repeated: it is
    the number in question, of a source that has been told a smaller one since. early: the order
    that explains it may not have come yet, and the source will say it again: no rule settles it.
    """

    product_id: str
    variant_id: str
    place_id: str
    quantity: float
    at: datetime
    agreed: Agreed | None = None
    repeated: bool = False
    early: bool = False


Numbers = Callable[[Report], tuple[AtPlace, set[float]]]


def report(tx: Transaction, delivery: Delivery, reports: Sequence[Report]) -> list[Conflict]:
    """Compare a source's numbers with ours, and settle by the merchant's rule what differs.

    What was never counted takes the source's number. The same number told again opens nothing
    anew; one that agrees closes what was open. Returns what differs.
    """
    inbound.take_turn(tx)
    rules = preferences.get(tx, StockPreferences)
    variants = [one.variant_id for one in reports]
    told = records.reported(tx, delivery.source_id, variants)
    agreeing = _agreeing(tx, delivery, variants)
    waiting = {
        (one.variant_id, one.place_id): one
        for one in records.waiting(tx, variants, ConflictKind.COUNT)
        if one.source_id == delivery.source_id
    }
    adopted: list[Movement] = []
    differing = []
    for one in reports:
        spot = one.variant_id, one.place_id
        here, numbers = agreeing(one)
        if not here.tracked:
            adopted.append(_adopted(one, here, delivery.now))
        elif one.quantity in numbers or _explained(tx, delivery.source_id, one):
            _agreed(tx, waiting.get(spot), delivery.now)
        elif one.repeated and spot in waiting:
            differing.append(waiting[spot])
        elif told.get(spot) != one.quantity or spot in waiting:
            differing.append(_differs(tx, delivery, rules, one, here, waiting.get(spot)))
    if adopted:
        post(tx, delivery, adopted)
    _remember(tx, delivery, reports)
    return differing


def settle_conflict(
    tx: Transaction,
    conflict_id: str,
    how: Settled,
    who: str,
    now: datetime,
    counted: float | None = None,
) -> Conflict:
    """End a conflict for somebody: our number, theirs, one just counted, or as it is.

    Raises `UnknownConflict` and `AlreadySettledSo`.
    """
    inbound.take_turn(tx)
    one = find(tx, conflict_id)
    if not one.open:
        raise AlreadySettledSo(how=str(one.settled_how))
    return _settle(tx, _as_of(tx, one, now), how, who, now, counted)


def reopen(tx: Transaction, conflict_id: str, now: datetime) -> Conflict:
    """Take a settlement back: what it booked is booked away, and the conflict waits again."""
    inbound.take_turn(tx)
    one = find(tx, conflict_id)
    if one.open:
        raise NothingToTakeBack
    if one.settled_to is not None and one.settled_how in (Settled.THEIRS, Settled.COUNTED):
        back = round(one.ours - one.settled_to - _made_up(tx, one), 3)
        _post(tx, one, MovementKind.ADJUST, back, now)
    waiting = replace(
        one, settled_at=None, settled_by=None, settled_how=None, settled_to=None, undone_at=now
    )
    records.put(tx, [waiting])
    return waiting


def _made_up(tx: Transaction, one: Conflict) -> float:
    """What was booked back since for orders that the number held; the count is no part of it."""
    moved = ledger.adjusted(tx, f"conflict:{one.id}", one.settled_at or one.opened_at)
    return round(moved, 3)


def find(tx: Transaction, conflict_id: str) -> Conflict:
    """One conflict; raises `UnknownConflict`."""
    found = records.by_id(tx, conflict_id)
    if found is None:
        raise UnknownConflict(conflict=conflict_id)
    return found


def _agreeing(tx: Transaction, delivery: Delivery, variants: Sequence[str]) -> Numbers:
    """For a report: what we have there, and every number that means the same as ours.

    A shop may tell what lies there, what is free, or what we last told it that it may sell.
    """
    rules, kept = serving(tx), safety_of(tx, variants)
    found = pools(tx, variants, delivery.now, known=ground(tx, variants, rules.tree))

    def of(one: Report) -> tuple[AtPlace, set[float]]:
        pool = found[one.variant_id]
        here = pool.at.get(one.place_id, AtPlace(one.place_id, 0.0, 0.0, tracked=False))
        units = promise(pool, delivery.source_id, rules, kept).units
        return here, {here.free, here.on_hand, *([] if units is None else [units])}

    return of


def _explained(tx: Transaction, source_id: str, one: Report) -> bool:
    """Whether the source lacks just what it sold itself since both agreed.

    What else moved here meanwhile it was not told yet: that is no difference of opinion.
    """
    if one.agreed is None:
        return False
    sold = sold_since(tx, source_id, one.variant_id, one.agreed.at)
    return one.quantity == round(one.agreed.units - sold, 3)


def _differs(
    tx: Transaction,
    delivery: Delivery,
    rules: StockPreferences,
    one: Report,
    here: AtPlace,
    before: Conflict | None,
) -> Conflict:
    last = ledger.counted_by(tx, _members(tx, one.variant_id), one.place_id)
    found = Conflict(
        before.id if before else ids.new(delivery.now),
        ConflictKind.COUNT,
        one.product_id,
        one.variant_id,
        one.place_id,
        delivery.source_id,
        None,
        here.free,
        one.quantity,
        last.source_id if last else None,
        last.at if last else None,
        one.at,
        before.opened_at if before else delivery.now,
    )
    how = None if one.early else _by_rule(rules, found)
    if how is None:
        records.put(tx, [found])
        return found
    decisions.record(tx, _decision(found, how, rules.counts, delivery.now))
    return _settle(tx, found, how, f"rule:{rules.counts}", delivery.now)


def _by_rule(rules: StockPreferences, one: Conflict) -> Settled | None:
    """What the merchant's rule says; None when a person must."""
    theirs = Settled.THEIRS
    match rules.counts:
        case CountRule.LEDGER:
            return Settled.OURS
        case CountRule.NEWEST:
            return theirs if one.ours_at is None or one.theirs_at > one.ours_at else Settled.OURS
        case CountRule.LOWEST:
            return theirs if one.theirs < one.ours else Settled.OURS
        case CountRule.SOURCE if one.place_id in rules.trusted:
            return theirs if rules.trusted[one.place_id] == one.source_id else Settled.OURS
    return None


def _settle(
    tx: Transaction,
    one: Conflict,
    how: Settled,
    who: str,
    now: datetime,
    counted: float | None = None,
) -> Conflict:
    to = {Settled.THEIRS: one.theirs, Settled.COUNTED: counted}.get(how)
    if to is not None:
        _count(tx, one, to, now)
    done = replace(one, settled_at=now, settled_by=who, settled_how=how, settled_to=to)
    records.put(tx, [done])
    return done


def _as_of(tx: Transaction, one: Conflict, now: datetime) -> Conflict:
    """A question about a count with what moved since it was put taken off both numbers.

    Where the source says less, what moved may be the very order that its number was ahead of.
    """
    if one.kind is not ConflictKind.COUNT or one.theirs < one.ours:
        return one
    here = pools(tx, [one.variant_id], now)[one.variant_id].at.get(one.place_id)
    moved = round(here.free - one.ours, 3) if here else 0.0
    return replace(one, ours=round(one.ours + moved, 3), theirs=round(one.theirs + moved, 3))


def _count(tx: Transaction, one: Conflict, free: float, now: datetime) -> None:
    """Book that so many are free there: what is reserved lies beside them."""
    pool: Pool = pools(tx, [one.variant_id], now)[one.variant_id]
    here = pool.at.get(one.place_id)
    _post(tx, one, MovementKind.COUNT, free + (here.reserved if here else 0.0), now)


def _post(
    tx: Transaction, one: Conflict, kind: MovementKind, quantity: float, now: datetime
) -> None:
    booked = Movement(
        one.product_id, one.variant_id, one.place_id, kind, quantity, now, f"conflict:{one.id}"
    )
    post(tx, Delivery(one.source_id, now), [booked])


def _adopted(one: Report, here: AtPlace, now: datetime) -> Movement:
    lying = one.quantity + here.reserved
    return Movement(one.product_id, one.variant_id, one.place_id, MovementKind.COUNT, lying, now)


def _agreed(tx: Transaction, one: Conflict | None, now: datetime) -> None:
    if one is not None:
        by = "rule:mended"
        records.put(tx, [replace(one, settled_at=now, settled_by=by, settled_how=Settled.AGREED)])


def _remember(tx: Transaction, delivery: Delivery, reports: Sequence[Report]) -> None:
    rows: list[Mapping[str, object]] = [
        {
            "source_id": delivery.source_id,
            "variant_id": one.variant_id,
            "place_id": one.place_id,
            "product_id": one.product_id,
            "quantity": one.quantity,
            "at": one.at,
        }
        for one in reports
    ]
    records.put_reports(tx, rows)


def _members(tx: Transaction, variant_id: str) -> list[str]:
    article = catalog.articles(tx, [variant_id])[variant_id]
    return catalog.members(tx, [article])[article]


def _decision(one: Conflict, how: Settled, rule: CountRule, now: datetime) -> Decision:
    what = {"items": [one.product_id], "how": how.value, "ours": one.ours, "theirs": one.theirs}
    inputs = {"conflict": one.id, "place": one.place_id, "source": one.source_id}
    reasons = [{"code": f"count_{rule}"}]
    return Decision(SETTLED, "stock_conflict", one.id, now, what, reasons, inputs)
