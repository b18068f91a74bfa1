"""Earn and spend: each deed once, whatever channel tells of it, and never below zero."""

from dataclasses import asdict
from datetime import datetime, timedelta
from math import floor

from shopweave.commerce import customers, inbound, orders
from shopweave.commerce.orders import NOT_SOLD, Order
from shopweave.commerce.points import records
from shopweave.commerce.points.errors import NoPoints, NotEnoughPoints, PointsUsedOtherwise
from shopweave.commerce.points.events import PointsChanged
from shopweave.commerce.points.read import balance
from shopweave.commerce.points.settings import PointsPreferences
from shopweave.commerce.points.types import Draft, Entry, EntryKind
from shopweave.foundation import outbox, preferences
from shopweave.foundation.database import Transaction
from shopweave.foundation.money import digits

_MOST = 1_000_000_000
BY_RULE = "rule:points"


def follow_order(tx: Transaction, order_id: str, now: datetime) -> int:
    """Bring an order's points to what its goods earn now, however often it is said.

    Cancelled and returned goods take their points back, as far as they are still there. Returns
    the change. The rate of the first entry holds for the order for ever.
    """
    inbound.take_turn(tx)
    order = orders.get(tx, order_id)
    entered = [e for e in records.of_order(tx, order_id) if e.kind in _OF_ORDERS]
    rate = entered[0].rate if entered else preferences.get(tx, PointsPreferences).earned_per_unit
    customer = order.head.customer_id
    if customer is None or rate <= 0:
        return 0
    change = _earned(tx, order, rate) - sum(entry.points for entry in entered)
    if change < 0:
        change = -min(-change, balance(tx, customer, now).points)
    if change:
        kind = EntryKind.EARNED if change > 0 else EntryKind.REVERSED
        key = f"order:{order_id}:{len(entered)}"
        write(tx, Draft(customer, key, kind, change, now, BY_RULE, order_id, rate))
    return change


def redeem(
    tx: Transaction,
    customer_id: str,
    points: int,
    key: str,
    by: str,
    now: datetime,
    order_id: str | None = None,
) -> Entry:
    """Spend points; the same key spends once.

    Raises `NotEnoughPoints`, `PointsUsedOtherwise`, `NoPoints` and `UnknownCustomer`.
    """
    inbound.take_turn(tx)
    root = customers.family(tx, customer_id)[0]
    known = _known(tx, key, EntryKind.REDEEMED, -points)
    if known is not None:
        return known
    if not 0 < points <= _MOST:
        raise NoPoints(points=points)
    have = balance(tx, root, now).points
    if points > have:
        raise NotEnoughPoints(balance=have, wanted=points)
    return write(tx, Draft(root, key, EntryKind.REDEEMED, -points, now, by, order_id))


def give_back(tx: Transaction, key: str, by: str, now: datetime) -> Entry | None:
    """Undo a redemption; once more changes nothing. None when there was none under the key."""
    inbound.take_turn(tx)
    spent = records.by_key(tx, key)
    if spent is None or spent.kind is not EntryKind.REDEEMED or spent.customer_id is None:
        return None
    back = f"{key}:back"[-200:]
    known = _known(tx, back, EntryKind.GIVEN_BACK, -spent.points)
    given = Draft(
        spent.customer_id, back, EntryKind.GIVEN_BACK, -spent.points, now, by, spent.order_id
    )
    return known or write(tx, given)


def adjust(
    tx: Transaction, customer_id: str, points: int, key: str, by: str, now: datetime
) -> Entry:
    """Give or take points by hand; raises `NotEnoughPoints` for taking what is not there."""
    inbound.take_turn(tx)
    root = customers.family(tx, customer_id)[0]
    known = _known(tx, key, EntryKind.ADJUSTED, points)
    if known is not None:
        return known
    if not 0 < abs(points) <= _MOST:
        raise NoPoints(points=points)
    have = balance(tx, root, now).points
    if have + points < 0:
        raise NotEnoughPoints(balance=have, wanted=-points)
    return write(tx, Draft(root, key, EntryKind.ADJUSTED, points, now, by))


_OF_ORDERS = (EntryKind.EARNED, EntryKind.REVERSED)


def _earned(tx: Transaction, order: Order, rate: float) -> int:
    """Points for the goods that were bought and kept."""
    head = order.head
    if head.historical or head.status in NOT_SOLD or orders.paid_back(order):
        return 0
    brought = orders.beyond(orders.by_shop(order.lines), orders.brought_back(tx, head.id))
    back = sum(one.refund - one.tax for one in brought)
    unit: int = 10 ** digits(head.currency)
    return max(0, floor((head.goods - back) * rate / unit))


def _known(tx: Transaction, key: str, kind: EntryKind, points: int) -> Entry | None:
    known = records.by_key(tx, key)
    if known is not None and (known.kind is not kind or known.points != points):
        raise PointsUsedOtherwise(key=key)
    return known


def write(tx: Transaction, draft: Draft) -> Entry:
    """Write an entry and tell of it; what is given lasts as long as the merchant says."""
    days = preferences.get(tx, PointsPreferences).days
    lasting = timedelta(days=days) if draft.points > 0 and days else None
    row = asdict(draft) | {"expires_at": draft.at + lasting if lasting else None}
    records.add(tx, row)
    news = PointsChanged(draft.customer_id, draft.kind.value, draft.points, draft.order_id)
    outbox.record(tx, news)
    return records.written(tx, draft.key)
