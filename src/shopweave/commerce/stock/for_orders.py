"""Goods of orders that are placed and not yet sent: kept without asking, as the sale is a fact."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from shopweave import decisions
from shopweave.commerce import inbound
from shopweave.commerce.stock.carry import follow
from shopweave.commerce.stock.counted import make_up
from shopweave.commerce.stock.errors import NotEnough, UnknownReservation
from shopweave.commerce.stock.pools import Ground, pools
from shopweave.commerce.stock.promised import (
    ORDER_KEY,
    Need,
    Pool,
    Reservation,
    ReservationKind,
    ReservationState,
    Share,
)
from shopweave.commerce.stock.records import ledger
from shopweave.commerce.stock.records import reservations as records
from shopweave.commerce.stock.reserve import end, head_row, line_rows, share_out
from shopweave.commerce.stock.serving import Serving
from shopweave.decisions import Decision
from shopweave.foundation import ids
from shopweave.foundation.database import Transaction

ALLOCATION = "stock.allocation"
LEFT, LAPSED = "left", "lapsed"


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """An order whose goods are still here. numbers: those under which the shop kept them before.

    place_id: where it was placed; None to choose. placed_at: when; None if that means nothing.
    """

    order_id: str
    source_id: str
    customer_id: str | None
    numbers: tuple[str, ...]
    place_id: str | None
    needs: tuple[Need, ...]
    placed_at: datetime | None = None


def keep_for(
    tx: Transaction, orders: Sequence[OpenOrder], now: datetime, rules: Serving, ground: Ground
) -> None:
    """Keep the goods of open orders; what their baskets had kept passes over to them.

    Nothing is refused: the shop has sold already. What nobody has stands as a lack at the
    first place that serves the channel. ground: of all that the orders need.
    """
    idle = [one.order_id for one in orders if not one.needs]
    let_go(tx, idle, ReservationState.RELEASED, now)
    orders = [one for one in orders if one.needs]
    if not orders:
        return
    inbound.take_turn(tx)
    baskets = _baskets(tx, orders)
    taken = [kept for some in baskets.values() for kept in some]
    if taken:
        records.end(tx, [kept.id for kept in taken], ReservationState.TAKEN, now)
    orders = [_placed(one, baskets.get(one.order_id, ())) for one in orders]
    known = records.by_keys(tx, [key_of(one.order_id) for one in orders])
    changed = [one for one in orders if not _same(known.get(key_of(one.order_id)), one)]
    old = {key: one.reservation for key, one in known.items()}
    for one in orders:
        if one.placed_at is not None and key_of(one.order_id) not in known:
            make_up(tx, one.source_id, one.placed_at, one.needs, now)
    redone = [old[key].id for one in changed if (key := key_of(one.order_id)) in old]
    variants = {need.variant_id for one in changed for need in one.needs}
    found = pools(tx, variants, now, redone, ground)
    made: list[tuple[Reservation, bytes]] = []
    choices: list[Decision] = []
    for one in changed:
        some = {need.variant_id: found[need.variant_id] for need in one.needs}
        chosen = share_out(tx, one.needs, rules, some, one.source_id, now)
        made.append((_kept(one, chosen.shares, old.get(key_of(one.order_id)), now), _mark(one)))
        found = _less(found, chosen.shares)
        if one.place_id is None and len(rules.of(one.source_id)) > 1:
            choices.append(_choice(one, chosen.shares, chosen.reason, now))
    freed = {share.variant_id for kept in taken for share in kept.shares}
    _write(tx, made, old, now, freed, ground)
    decisions.record_all(tx, choices)


def let_go(
    tx: Transaction, order_ids: Iterable[str], state: ReservationState, now: datetime
) -> None:
    """End what is kept for orders: they were sent (taken) or came to nothing (released)."""
    keys = [key_of(order) for order in order_ids]
    known = records.by_keys(tx, keys) if keys else {}
    living = [
        one.reservation for one in known.values() if one.reservation.state is ReservationState.HELD
    ]
    end(tx, living, state, now)


def leave(tx: Transaction, order_id: str, now: datetime) -> None:
    """Our own people sent or handed over an order: its goods have left, whatever its shop says."""
    let_go(tx, [order_id], ReservationState.TAKEN, now)
    records.refer(tx, [key_of(order_id)], LEFT)


def lapse_orders(tx: Transaction, order_ids: Sequence[str], now: datetime) -> None:
    """Nobody collected these: their goods are free, and are not kept for them again."""
    let_go(tx, order_ids, ReservationState.EXPIRED, now)
    records.refer(tx, [key_of(order) for order in order_ids], LAPSED)


def closed(tx: Transaction, order_ids: Iterable[str]) -> dict[str, str]:
    """Orders that ended here before their shop knew: `left` or `lapsed`."""
    wanted = {key_of(order): order for order in order_ids}
    known = records.by_keys(tx, wanted) if wanted else {}
    ended = {wanted[key]: one.reservation.reference for key, one in known.items()}
    return {order: how for order, how in ended.items() if how in (LEFT, LAPSED)}


def move_order(tx: Transaction, order_id: str, place_id: str, now: datetime) -> tuple[Share, ...]:
    """Keep an order's goods at one place instead; raises `NotEnough` when it does not have them."""
    inbound.take_turn(tx)
    known = records.by_keys(tx, [key_of(order_id)]).get(key_of(order_id))
    if known is None or known.reservation.state is not ReservationState.HELD:
        raise UnknownReservation(key=key_of(order_id))
    before = known.reservation
    found = pools(tx, {share.variant_id for share in before.shares}, now, [before.id])
    merged: dict[str, Share] = {}
    for share in before.shares:
        have = merged[share.variant_id].quantity if share.variant_id in merged else 0.0
        units = round(share.quantity + have, 3)
        merged[share.variant_id] = replace(share, place_id=place_id, quantity=units)
        pool = found[share.variant_id]
        here = pool.at[place_id].free if place_id in pool.at else 0.0
        if pool.tracked and here < units:
            raise NotEnough(product=share.product_id, wanted=units, available=max(0.0, here))
    kept = replace(before, shares=tuple(merged.values()))
    _write(tx, [(kept, known.hash)], {before.key: before}, now)
    return kept.shares


def shares_of(tx: Transaction, order_ids: Iterable[str]) -> dict[str, tuple[Share, ...]]:
    """Order to which place gives, or gave, what."""
    wanted = {key_of(order): order for order in order_ids}
    known = records.by_keys(tx, wanted) if wanted else {}
    return {wanted[key]: one.reservation.shares for key, one in known.items()}


def served_by(
    tx: Transaction, orders: Sequence[OpenOrder], now: datetime, rules: Serving, ground: Ground
) -> dict[str, tuple[Share, ...]]:
    """Order to the places that gave its goods, of orders that arrive already sent.

    What was booked before stays where it was; the rest comes from where goods are known to be.
    """
    found: dict[str, tuple[Share, ...]] = {}
    if not orders:
        return found
    for (order, variant, place), units in ledger.moved(tx, [o.order_id for o in orders]).items():
        if units < 0:
            found[order] = (*found.get(order, ()), Share(variant, variant, place, -units))
    fresh = [one for one in orders if one.order_id not in found and one.needs]
    if fresh:
        wanted = {need.variant_id for one in fresh for need in one.needs}
        pooled = pools(tx, wanted, now, known=ground)
        for one in fresh:
            some = {need.variant_id: pooled[need.variant_id] for need in one.needs}
            shares = share_out(tx, one.needs, rules, some, one.source_id, now).shares
            pooled = _less(pooled, shares)
            if any(pool.tracked for pool in some.values()):
                found[one.order_id] = shares
    return found


def left_at(tx: Transaction, order_ids: Iterable[str]) -> dict[str, datetime]:
    """Order to when its goods left, of those that had been kept until they were sent."""
    wanted = {key_of(order): order for order in order_ids}
    return {
        wanted[key]: one.reservation.ended_at
        for key, one in records.by_keys(tx, wanted).items()
        if one.reservation.state is ReservationState.TAKEN and one.reservation.ended_at
    }


def long_open(tx: Transaction, before: datetime, limit: int) -> list[str]:
    """Orders whose goods have been kept since before a time."""
    return [one.key.removeprefix(ORDER_KEY) for one in records.older(tx, before, limit)]


def key_of(order_id: str) -> str:
    """The key under which an order's goods are kept."""
    return ORDER_KEY + order_id


def _baskets(tx: Transaction, orders: Sequence[OpenOrder]) -> dict[str, list[Reservation]]:
    """Order to what the shop kept under its numbers."""
    numbers = {(o.source_id, number): o.order_id for o in orders for number in o.numbers}
    by_source: dict[str, list[str]] = {}
    for source, number in numbers:
        by_source.setdefault(source, []).append(number)
    found: dict[str, list[Reservation]] = {}
    for source, some in by_source.items():
        for kept in records.referring(tx, source, some):
            found.setdefault(numbers[source, kept.reference or ""], []).append(kept)
    return found


def _placed(one: OpenOrder, kept: Sequence[Reservation]) -> OpenOrder:
    """Goods that were kept to be collected stay where the buyer was promised them."""
    promised = [r.shares[0].place_id for r in kept if r.kind is ReservationKind.COLLECT]
    if not promised or one.place_id is not None:
        return one
    needs = tuple(replace(need, place_id=promised[0]) for need in one.needs)
    return replace(one, needs=needs)


def _same(known: records.Known | None, one: OpenOrder) -> bool:
    held = known is not None and known.reservation.state is ReservationState.HELD
    return held and known is not None and known.hash == _mark(one)


def _mark(one: OpenOrder) -> bytes:
    asked = sorted((need.variant_id, need.quantity) for need in one.needs)
    return inbound.digest(["order", one.place_id, asked])


def _kept(
    one: OpenOrder, shares: Sequence[Share], before: Reservation | None, now: datetime
) -> Reservation:
    return Reservation(
        before.id if before else ids.new(now),
        key_of(one.order_id),
        ReservationKind.ORDER,
        ReservationState.HELD,
        one.source_id,
        None,
        one.customer_id,
        before.created_at if before else now,
        None,
        None,
        tuple(shares),
    )


def _less(found: Mapping[str, Pool], shares: Sequence[Share]) -> dict[str, Pool]:
    """The pools after these shares are kept, for the next order of the batch."""
    left = dict(found)
    for share in shares:
        pool = left[share.variant_id].keeping(share.place_id, share.quantity)
        for variant, other in left.items():
            if other.article_id == pool.article_id:
                left[variant] = pool
    return left


def _write(
    tx: Transaction,
    made: Sequence[tuple[Reservation, bytes]],
    old: Mapping[str, Reservation],
    now: datetime,
    freed: Iterable[str] = (),
    ground: Ground | None = None,
) -> None:
    for save, again in ((records.add, False), (records.replace, True)):
        some = [(one, mark) for one, mark in made if (one.key in old) is again]
        lines = [row for one, _ in some for row in line_rows(one)]
        save(tx, [head_row(one, mark) for one, mark in some], lines)
    touched = {share.variant_id for one, _ in made for share in one.shares} | set(freed)
    touched |= {s.variant_id for one, _ in made if one.key in old for s in old[one.key].shares}
    if touched:
        follow(tx, touched, now, ground)


def _choice(one: OpenOrder, shares: Sequence[Share], reason: str, now: datetime) -> Decision:
    what = {
        "items": [share.product_id for share in shares],
        "places": [share.place_id for share in shares],
        "units": [share.quantity for share in shares],
    }
    return Decision(ALLOCATION, "order", one.order_id, now, what, [{"code": f"serve_{reason}"}])
