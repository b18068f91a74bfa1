"""Points that paid for goods come back with the goods, in proportion."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from math import floor

from shopweave.commerce import inbound, orders, returns
from shopweave.commerce.orders import Order
from shopweave.commerce.points import records
from shopweave.commerce.points.book import BY_RULE, redeem, write
from shopweave.commerce.points.read import balance
from shopweave.commerce.points.types import Draft, Entry, EntryKind
from shopweave.foundation.database import Transaction


def redeem_on(
    tx: Transaction, customer_id: str, points: int, order_id: str, by: str, now: datetime
) -> Entry:
    """Spend points on an order, once; what comes back of it brings its share of them back.

    Raises what `redeem` raises.
    """
    return redeem(tx, customer_id, points, _key(order_id), by, now, order_id)


def follow_spent(tx: Transaction, order_id: str, now: datetime) -> int:
    """Bring the points that an order cost to what its goods still cost; returns the change.

    A return that is taken back spends them again, as far as they are still there.
    """
    inbound.take_turn(tx)
    spent = records.by_key(tx, _key(order_id))
    if spent is None or spent.customer_id is None:
        return 0
    entered = [one for one in records.of_order(tx, order_id) if one.key.startswith(spent.key)]
    due = _still_spent(tx, orders.get(tx, order_id), -spent.points)
    change = -due - sum(one.points for one in entered)
    if change < 0:
        change = -min(-change, balance(tx, spent.customer_id, now).points)
    if change:
        kind = EntryKind.GIVEN_BACK if change > 0 else EntryKind.REDEEMED
        key = f"{spent.key}:{len(entered)}"
        write(tx, Draft(spent.customer_id, key, kind, change, now, BY_RULE, order_id))
    return change


def _key(order_id: str) -> str:
    return f"sale:{order_id}"


def _still_spent(tx: Transaction, order: Order, points: int) -> int:
    left = orders.returnable(tx, order)
    bought = {line.line: line for line in order.lines if line.line in left}
    paid = {one.line: one.paid for one in returns.quotes(tx, order)}
    # Points that paid for everything left nothing to pay: then the prices say what each cost.
    weight = paid if sum(paid.values()) else {key: line.total for key, line in bought.items()}
    out = {key: Fraction(str(left[key])) / Fraction(str(bought[key].quantity)) for key in left}
    return floor(points * _share(weight, out) + Fraction(1, 2))


def _share(weight: Mapping[int, int], out: Mapping[int, Fraction]) -> Fraction:
    """What part of the whole weight is still out; without any weight, what part of the lines."""
    whole = sum(weight[key] for key in out)
    if whole <= 0:
        return sum(out.values(), Fraction()) / max(1, len(out))
    return sum((weight[key] * part for key, part in out.items()), Fraction()) / whole
