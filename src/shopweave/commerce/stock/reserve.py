"""Keep goods for somebody: all of a reservation or nothing, and never the same unit twice."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from shopweave.commerce import inbound, places
from shopweave.commerce.stock.allocate import Allocation, Free, allocate
from shopweave.commerce.stock.available import promise
from shopweave.commerce.stock.carry import follow
from shopweave.commerce.stock.errors import (
    NoNeeds,
    NotEnough,
    NotHeld,
    ReservationOver,
    UnknownReservation,
)
from shopweave.commerce.stock.pools import Ground, pools
from shopweave.commerce.stock.pools import ground as ground_of
from shopweave.commerce.stock.promised import (
    Need,
    Pool,
    Reservation,
    ReservationDraft,
    ReservationKind,
    ReservationState,
    Share,
)
from shopweave.commerce.stock.ranking import Near, rank
from shopweave.commerce.stock.records import reservations as records
from shopweave.commerce.stock.safety import SafetyStock, safety_on
from shopweave.commerce.stock.serving import Serving, serving
from shopweave.foundation import ids
from shopweave.foundation.database import Transaction

_MOST_LINES = 200
_AT_ONCE = 500


def reserve(
    tx: Transaction, draft: ReservationDraft, now: datetime, near: Near = None
) -> Reservation:
    """Keep goods, or the same again under its key; other goods under a held key replace them.

    near: where they are wanted (latitude, longitude), for the choice of the place.
    Raises `NotEnough` when one article cannot be had (then nothing changes), `ReservationOver`
    for a key whose reservation has ended, and `NoNeeds`.
    """
    _check(draft)
    inbound.take_turn(tx)
    known = records.by_keys(tx, [draft.key]).get(draft.key)
    mark = _digest(draft)
    if known is not None:
        seen = as_of(known.reservation, now)
        if known.hash == mark:
            return seen
        if seen.state is not ReservationState.HELD:
            raise ReservationOver(key=draft.key, state=seen.state.value)
    before = known.reservation if known else None
    rules = serving(tx)
    ground = ground_of(tx, _touched(draft, before), rules.tree)
    shares = _shares(tx, draft, now, before, near, rules, ground)
    return _keep(tx, draft, mark, shares, now, before, ground)


def release(tx: Transaction, key: str, now: datetime) -> Reservation:
    """Let goods go; once more changes nothing. Raises `UnknownReservation` and `NotHeld`."""
    inbound.take_turn(tx)
    found = find_reservation(tx, key, now)
    if found.state is ReservationState.TAKEN:
        raise NotHeld(key=key, state=found.state.value)
    if found.state is ReservationState.HELD:
        end(tx, [found], ReservationState.RELEASED, now)
    return find_reservation(tx, key, now)


def take(tx: Transaction, found: Sequence[Reservation], now: datetime) -> None:
    """Say that what was kept has been sold or handed over: the ledger tells the rest."""
    end(tx, found, ReservationState.TAKEN, now)


def end(
    tx: Transaction, found: Sequence[Reservation], state: ReservationState, now: datetime
) -> None:
    """End reservations and tell that their goods are free."""
    if found:
        records.end(tx, [one.id for one in found], state, now)
        follow(tx, {share.variant_id for one in found for share in one.shares}, now)


def expire(tx: Transaction, now: datetime) -> int:
    """Mark what has run out; it counted no more from its last moment on. Returns how many."""
    inbound.take_turn(tx)
    late = records.overdue(tx, now, _AT_ONCE)
    end(tx, late, ReservationState.EXPIRED, now)
    return len(late)


def find_reservation(tx: Transaction, key: str, now: datetime) -> Reservation:
    """The reservation under a caller's key; raises `UnknownReservation`."""
    known = records.by_keys(tx, [key]).get(key)
    if known is None:
        raise UnknownReservation(key=key)
    return as_of(known.reservation, now)


def as_of(reservation: Reservation, now: datetime) -> Reservation:
    """The reservation as it stands now: over from the moment it runs out, marked or not."""
    until = reservation.expires_at
    if reservation.state is not ReservationState.HELD or until is None or until > now:
        return reservation
    return replace(reservation, state=ReservationState.EXPIRED, ended_at=until)


def held_now(
    tx: Transaction, kinds: Sequence[ReservationKind], now: datetime, limit: int = 200
) -> list[Reservation]:
    """What is kept now, the newest first."""
    return records.newest(tx, kinds, now, limit)


def _check(draft: ReservationDraft) -> None:
    fine = all(0 < need.quantity <= 1e6 for need in draft.needs)
    if not draft.needs or len(draft.needs) > _MOST_LINES or not fine:
        raise NoNeeds(most=_MOST_LINES)


def _digest(draft: ReservationDraft) -> bytes:
    asked = sorted((n.variant_id, n.place_id or "", n.quantity) for n in draft.needs)
    return inbound.digest([draft.kind, draft.source_id, draft.reference, asked])


def _touched(draft: ReservationDraft, before: Reservation | None) -> set[str]:
    """Variants that are wanted now, or were before."""
    old = before.shares if before else ()
    return {need.variant_id for need in draft.needs} | {share.variant_id for share in old}


def _shares(
    tx: Transaction,
    draft: ReservationDraft,
    now: datetime,
    before: Reservation | None,
    near: Near,
    rules: Serving,
    ground: Ground,
) -> Sequence[Share]:
    variants = {need.variant_id for need in draft.needs}
    found = pools(tx, variants, now, [before.id] if before else [], ground)
    _refuse_too_much(draft, rules, found, safety_on(tx, ground.forms))
    return share_out(tx, draft.needs, rules, found, draft.source_id, now, near).shares


def share_out(
    tx: Transaction,
    needs: Sequence[Need],
    rules: Serving,
    found: dict[str, Pool],
    source_id: str | None,
    now: datetime,
    near: Near = None,
) -> Allocation:
    """Choose places for needs by the merchant's rule; what is missing is taken all the same."""
    free = free_of(found)
    sites = rules.of(source_id) or (places.default(tx, now).id,)
    article_of = {variant: pool.article_id for variant, pool in found.items()}
    return allocate(needs, article_of, free, sites, rank(rules, found, near))


def free_of(found: dict[str, Pool]) -> Free:
    """Free units by article and site, of what is tracked."""
    return {
        pool.article_id: {key: one.free for key, one in pool.at.items()}
        for pool in found.values()
        if pool.tracked
    }


def _refuse_too_much(
    draft: ReservationDraft, rules: Serving, found: dict[str, Pool], kept: SafetyStock
) -> None:
    asked: dict[tuple[str, str | None], float] = {}
    for need in draft.needs:
        pool = found[need.variant_id]
        key = pool.article_id, need.place_id
        asked[key] = round(asked.get(key, 0.0) + need.quantity, 3)
        units = _units(pool, need.place_id, draft.source_id, rules, kept)
        if units is not None and asked[key] > units:
            raise NotEnough(product=need.product_id, wanted=asked[key], available=units)


def _units(
    pool: Pool, place_id: str | None, source_id: str | None, rules: Serving, kept: SafetyStock
) -> float | None:
    """What may be kept of a pool: at one place, also what that place has."""
    if place_id is None:
        return promise(pool, source_id, rules, kept).units
    if not pool.tracked:
        return None
    here = pool.at[place_id].free if place_id in pool.at else 0.0
    return max(0.0, min(here, pool.free()) - kept.of(pool.article_id, source_id))


def _keep(
    tx: Transaction,
    draft: ReservationDraft,
    mark: bytes,
    shares: Sequence[Share],
    now: datetime,
    before: Reservation | None,
    ground: Ground,
) -> Reservation:
    made = Reservation(
        before.id if before else ids.new(now),
        draft.key,
        draft.kind,
        ReservationState.HELD,
        draft.source_id,
        draft.reference,
        draft.customer_id,
        before.created_at if before else now,
        draft.expires_at,
        None,
        tuple(shares),
    )
    save = records.replace if before else records.add
    save(tx, [head_row(made, mark)], line_rows(made))
    follow(tx, _touched(draft, before), now, ground)
    return made


def head_row(made: Reservation, mark: bytes) -> dict[str, object]:
    """The row of a reservation."""
    return {
        "id": made.id,
        "key": made.key,
        "hash": mark,
        "kind": made.kind.value,
        "state": made.state.value,
        "source_id": made.source_id,
        "reference": made.reference,
        "customer_id": made.customer_id,
        "created_at": made.created_at,
        "expires_at": made.expires_at,
        "ended_at": made.ended_at,
    }


def line_rows(made: Reservation) -> list[dict[str, object]]:
    """The rows of its lines."""
    return [
        {
            "reservation_id": made.id,
            "line": number,
            "product_id": share.product_id,
            "variant_id": share.variant_id,
            "place_id": share.place_id,
            "quantity": share.quantity,
            "held": made.state is ReservationState.HELD,
            "expires_at": made.expires_at,
        }
        for number, share in enumerate(made.shares, 1)
    ]
