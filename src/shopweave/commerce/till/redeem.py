"""Points pay at the till: a discount on the receipt, and less of them, in one transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from shopweave.commerce import points
from shopweave.commerce.orders import LineDraft, LineKind, Order
from shopweave.commerce.points import NotEnoughPoints, PointsPreferences
from shopweave.commerce.sources import home
from shopweave.commerce.till.amounts import major
from shopweave.commerce.till.errors import (
    MorePointsThanFit,
    PointsInOtherMoney,
    PointsOfNobody,
    PointsPayNothing,
    PointsWorthOtherwise,
)
from shopweave.commerce.till.forms import PointsForm, SaleForm
from shopweave.foundation import preferences
from shopweave.foundation.database import Transaction
from shopweave.foundation.money import parse_minor

_TITLES = {"en": "Points redeemed: {count}", "zh": "积分抵扣：{count} 分"}


def discount(
    tx: Transaction, form: SaleForm, lines: Sequence[LineDraft], currency: str, language: str
) -> list[LineDraft]:
    """The line that the points of a receipt take off it, none where it has none.

    Raises `PointsOfNobody`, `PointsPayNothing`, `PointsInOtherMoney`, `MorePointsThanFit` and
    `PointsWorthOtherwise`.
    """
    asked = form.points
    if asked is None:
        return []
    if form.member is None:
        raise PointsOfNobody
    worth = _worth(tx, currency)
    total = sum(round(line.quantity * line.unit_price) for line in lines)
    _check(asked, worth, total, currency)
    title = _TITLES.get(language, _TITLES["en"]).format(count=asked.count)
    off = -asked.count * worth
    return [LineDraft(len(lines) + 1, 1, off, title=title, kind=LineKind.DISCOUNT)]


def spend(
    tx: Transaction, form: SaleForm, order: Order, by: str, now: datetime
) -> dict[str, Any] | None:
    """Take the points of a receipt from its buyer; raises `NotEnoughPoints`."""
    if form.points is None:
        return None
    customer = order.head.customer_id
    if customer is None:
        raise NotEnoughPoints(balance=0, wanted=form.points.count)
    points.redeem_on(tx, customer, form.points.count, order.head.id, by, now)
    return {"count": form.points.count, "balance": points.balance(tx, customer, now).points}


def of_member(tx: Transaction, customer_id: str, now: datetime) -> dict[str, Any]:
    """A member's balance and what it pays; null where the shop gives none, or redeems none."""
    rules = preferences.get(tx, PointsPreferences)
    if not rules.earned_per_unit and not rules.worth:
        return {"points": None, "worth": None}
    have, currency = points.balance(tx, customer_id, now).points, home(tx).currency
    sums = {"one": major(rules.worth, currency), "all": major(have * rules.worth, currency)}
    return {"points": have, "worth": sums | {"currency": currency} if rules.worth else None}


def _worth(tx: Transaction, currency: str) -> int:
    worth, own = preferences.get(tx, PointsPreferences).worth, home(tx).currency
    if worth <= 0:
        raise PointsPayNothing
    if currency != own:
        raise PointsInOtherMoney(own=own, currency=currency)
    return worth


def _check(asked: PointsForm, worth: int, total: int, currency: str) -> None:
    off = asked.count * worth
    told = {"count": asked.count, "worth": major(off, currency), "currency": currency}
    if asked.amount is not None and parse_minor(asked.amount, currency) != off:
        raise PointsWorthOtherwise(told=str(asked.amount), **told)
    if off > max(0, total):
        raise MorePointsThanFit(most=max(0, total) // worth, **told)
