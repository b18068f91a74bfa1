"""Book a receipt: an order, the stock that left, the money that came."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import ROUND_CEILING, Decimal
from typing import Any

from shopweave.commerce import money, orders, returns, stock
from shopweave.commerce.customers import Directory, Identity
from shopweave.commerce.orders import LineDraft, LineKind, Order, OrderDraft
from shopweave.commerce.returns import Deed
from shopweave.commerce.till import articles, receipts, records, redeem
from shopweave.commerce.till.amounts import major
from shopweave.commerce.till.articles import Article
from shopweave.commerce.till.errors import (
    ChangeWithoutCash,
    DiscountTooLarge,
    NamelessLine,
    NoPrice,
    PaidTooLittle,
)
from shopweave.commerce.till.forms import LineForm, SaleForm
from shopweave.commerce.till.once import Telling, begin
from shopweave.commerce.till.settings import TillPreferences
from shopweave.commerce.till.shown import taxed
from shopweave.commerce.till.types import EntryKind, Payment
from shopweave.foundation import preferences
from shopweave.foundation.database import Transaction
from shopweave.foundation.money import parse_minor
from shopweave.trust.permissions import Permission, Principal

CHANNEL = "till"
_DISCOUNT = {"en": "Discount", "zh": "优惠"}


@dataclass(frozen=True, slots=True)
class Sums:
    """What a receipt comes to, what was paid, and what was given back. Minor units."""

    total: int
    paid: int
    change: int


def sell(
    tx: Transaction,
    directory: Directory,
    principal: Principal,
    form: SaleForm,
    now: datetime,
    language: str = "en",
) -> dict[str, Any]:
    """Book a receipt and answer with its sums; the same again answers the same."""
    telling = begin(tx, principal, form, now)
    if not isinstance(telling, Telling):
        return {**telling.answer, "repeated": True}
    currency = form.currency or telling.source.currency
    found = articles.find(tx, form.lines, currency, language)
    original = receipts.find(tx, form.original) if form.original else None
    priced = _lines(form, found, currency, language)
    goods = [line for line in priced if line.kind is not LineKind.DISCOUNT]
    back = receipts.take_back(original, form, found, goods) if original else []
    if not principal.may(Permission.TILL_DISCOUNT):
        _check_discount(tx, found, priced, currency, now)
    paid_by_points = redeem.discount(tx, form, priced, currency, language)
    lines = [*priced, *paid_by_points]
    total = sum(round(line.quantity * line.unit_price) for line in lines)
    paid, change, cash = _money(form, total, currency)
    draft = _draft(form, lines, telling.at, currency)
    order = _placed(tx, directory, telling, draft, found)
    sums = Sums(total, paid, change)
    answer = _answer(tx, form, telling, order, lines, found, sums)
    answer["points"] = redeem.spend(tx, form, order, telling.by, now)
    entry = replace(
        telling.entry(form, EntryKind.SALE),
        number=order.head.number,
        order_id=order.head.id,
        original_id=original.order.head.id if original else None,
        currency=currency,
        total=total,
        cash=cash,
        detail=_detail(form, priced, change, currency)
        | {"points": -sum(one.unit_price for one in paid_by_points)},
        answer=answer,
    )
    records.add(tx, entry)
    if original and back:
        deed = Deed(order.head.id, telling.place_id, telling.by, form.note, telling.at)
        returns.note(tx, deed, original.order, back)
    return answer


def _placed(
    tx: Transaction,
    directory: Directory,
    telling: Telling,
    draft: OrderDraft,
    found: Sequence[Article | None],
) -> Order:
    """Place the order; its goods are known by our own ids."""
    own = {one.form.product_id: one.form.product_id for one in found if one}
    done = orders.upsert(tx, directory, telling.delivery, [draft], own)
    if done.rejected:
        raise done.rejected[0].problem
    return orders.get(tx, done.ids[draft.external_id])


def _answer(
    tx: Transaction,
    form: SaleForm,
    telling: Telling,
    order: Order,
    lines: Sequence[LineDraft],
    found: Sequence[Article | None],
    sums: Sums,
) -> dict[str, Any]:
    currency = order.head.currency
    return {
        "id": form.id,
        "order": order.head.id,
        "number": order.head.number,
        "place": form.place,
        "till": form.till,
        "at": telling.at.isoformat(),
        "skew_seconds": telling.skew,
        "currency": currency,
        "lines": [_told(line, currency) for line in lines],
        "total": major(sums.total, currency),
        "paid": major(sums.paid, currency),
        "change": major(sums.change, currency),
        "taxes": [taxed(one, currency) for one in money.taxes_within(tx, order.head.id)],
        "warnings": _sold_out(tx, found, telling.place_id),
        "repeated": False,
    }


def _draft(form: SaleForm, lines: Sequence[LineDraft], at: datetime, currency: str) -> OrderDraft:
    member = form.member
    return OrderDraft(
        external_id=form.id,
        placed_at=at,
        currency=currency,
        lines=tuple(lines),
        number=form.number,
        channel=CHANNEL,
        customer=(Identity(member.kind, member.value),) if member else (),
        place=form.place,
    )


def _lines(
    form: SaleForm, found: Sequence[Article | None], currency: str, language: str
) -> list[LineDraft]:
    lines: list[LineDraft] = []
    word = _DISCOUNT.get(language, _DISCOUNT["en"])
    for number, (asked, article) in enumerate(zip(form.lines, found, strict=True), start=1):
        goods = _goods(number, asked, article, currency)
        lines.append(replace(goods, line=len(lines) + 1))
        if asked.discount:
            off, title = parse_minor(asked.discount, currency), f"{word}: {goods.title}"
            off_line = _off(len(lines) + 1, off if asked.quantity > 0 else -off, title)
            lines.append(replace(off_line, product=goods.product, variant=goods.variant))
    if form.discount:
        lines.append(_off(len(lines) + 1, parse_minor(form.discount, currency), word))
    return lines


def _goods(number: int, asked: LineForm, article: Article | None, currency: str) -> LineDraft:
    title = asked.title or (article.title if article else "")
    if not title:
        raise NamelessLine(line=number)
    price = article.price if article else None
    if asked.price is not None:
        price = parse_minor(asked.price, currency)
    if price is None:
        raise NoPrice(line=number, code=title, currency=currency)
    kind = LineKind.PRODUCT if asked.quantity >= 0 else LineKind.RETURN
    product = article.form.product_id if article else None
    variant = article.form.variant if article else None
    return LineDraft(number, asked.quantity, price, product, title, kind, variant)


def _off(number: int, amount: int, title: str) -> LineDraft:
    return LineDraft(number, 1, -amount, title=title, kind=LineKind.DISCOUNT)


def _check_discount(
    tx: Transaction,
    found: Sequence[Article | None],
    lines: Sequence[LineDraft],
    currency: str,
    now: datetime,
) -> None:
    """Hold what is given off the goods sold, by discount or by price, against the limit."""
    priced = [line for line in lines if line.kind is not LineKind.DISCOUNT]
    off = sum(max(0, -line.unit_price) for line in lines if line.kind is LineKind.DISCOUNT)
    worth = 0
    for line, article in zip(priced, found, strict=True):
        if line.quantity > 0:
            usual = max(line.unit_price, articles.lowest_lately(tx, article, currency, now))
            worth += round(line.quantity * usual)
            off += round(line.quantity * (usual - line.unit_price))
    most = preferences.get(tx, TillPreferences).discount_percent
    percent = (Decimal(100 * off) / max(worth, 1)).to_integral_value(ROUND_CEILING)
    if percent > most:
        raise DiscountTooLarge(percent=min(int(percent), 100), most=most)


def _money(form: SaleForm, total: int, currency: str) -> tuple[int, int, int]:
    """Paid in all, change given, and what the drawer gained."""
    amounts = [(one.kind, parse_minor(one.amount, currency)) for one in form.payments]
    paid = sum(amount for _, amount in amounts)
    cash = sum(amount for kind, amount in amounts if kind is Payment.CASH)
    change = paid - total
    if change < 0:
        raise PaidTooLittle(
            paid=major(paid, currency), total=major(total, currency), currency=currency
        )
    if change > max(cash, 0):
        raise ChangeWithoutCash(change=major(change, currency), currency=currency)
    return paid, change, cash - change


def _told(line: LineDraft, currency: str) -> dict[str, Any]:
    return {
        "kind": line.kind.value,
        "title": line.title,
        "product": line.product,
        "variant": line.variant,
        "quantity": line.quantity,
        "price": major(line.unit_price, currency),
        "total": major(round(line.quantity * line.unit_price), currency),
    }


def _sold_out(
    tx: Transaction, found: Sequence[Article | None], place_id: str
) -> list[dict[str, Any]]:
    """What the stock says there should not have been: the sale stands, somebody should count."""
    sold = {one.form.variant_id: one for one in found if one}
    levels = stock.of_products(tx, {one.form.product_id for one in sold.values()})
    return [
        {
            "code": "below-zero",
            "product": level.product_id,
            "title": sold[level.variant_id].title,
            "on_hand": level.on_hand,
        }
        for level in levels
        if level.variant_id in sold
        and level.place_id == place_id
        and level.tracked
        and level.on_hand < 0
    ]


def _detail(
    form: SaleForm, lines: Sequence[LineDraft], change: int, currency: str
) -> dict[str, Any]:
    by_kind: dict[str, int] = {}
    for one in form.payments:
        kind = one.kind.value
        by_kind[kind] = by_kind.get(kind, 0) + parse_minor(one.amount, currency)
    if change:
        by_kind[Payment.CASH] -= change
    return {
        "payments": by_kind,
        "references": [one.reference for one in form.payments if one.reference],
        "change": change,
        "discount": -sum(one.unit_price for one in lines if one.kind is LineKind.DISCOUNT),
        "returned": -sum(
            round(one.quantity * one.unit_price) for one in lines if one.kind is LineKind.RETURN
        ),
        "note": form.note,
    }
