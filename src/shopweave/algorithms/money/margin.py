"""What is left of each line of many orders when everything is paid."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from shopweave.algorithms.money.scale import per_thousand, proportion
from shopweave.algorithms.money.shares import shares
from shopweave.algorithms.money.tax import ONE, tax_on, tax_within

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Book:
    """n orders and m lines of goods. Amounts in minor units of each line's own order.

    order: (m,) position of the order; total: (m,) below zero for a return; quantity: (m,)
    thousandths; returned: (m,); cost: (m,) of one unit; known: (m,) whether the cost is;
    tax: (m,) rate in millionths; commission: (m,) share in millionths; on_top: (n,) whether tax
    comes on top of the prices; extra: (n,) discounts, postage and fees that the buyer paid;
    refunded: (n,) whether everything was paid back without a line that says so; at_once: (m,)
    whether a line that came back was set off against the goods of its order in one payment.
    """

    order: Ints
    total: Ints
    quantity: Ints
    returned: Flags
    cost: Ints
    known: Flags
    tax: Ints
    commission: Ints
    on_top: Flags
    extra: Ints
    refunded: Flags
    at_once: Flags


@dataclass(frozen=True, slots=True)
class Charges:
    """What the rules ask of an order, (n,) each, in minor units; `payment_share` in millionths.

    commission: fixed for each order; payment: fixed for each order that was paid; shipping: for
    each order with goods that leave; returns: for each order with goods that come back.
    """

    commission: Ints
    payment: Ints
    payment_share: Ints
    shipping: Ints
    returns: Ints


@dataclass(frozen=True, slots=True)
class Reported:
    """Amounts that were told with an order, (n,) each, and whether they were: they beat rules."""

    amount: Mapping[str, Ints]
    told: Mapping[str, Flags]


@dataclass(frozen=True, slots=True)
class Margins:
    """(m,) each, minor units: what the buyer paid, and what went away for what.

    revenue: with tax. What a return gives back stands below zero.
    """

    revenue: Ints
    tax: Ints
    goods: Ints
    commission: Ints
    payment: Ints
    shipping: Ints
    returns: Ints
    other: Ints

    @property
    def profit(self) -> Ints:
        """What is left."""
        spent = [getattr(self, field.name) for field in fields(self)[1:]]
        return np.asarray(self.revenue - np.sum(spent, axis=0), np.int64)


def margins(book: Book, charges: Charges, reported: Reported) -> Margins:
    """Share every amount of an order among its lines: each column adds up to it exactly."""
    worth = np.abs(book.total)
    gross = book.total + shares(book.extra, book.order, _beside(book, worth))
    tax, revenue = _taxed(book, gross, reported, worth)
    shared = _Sharing(book, reported, worth, np.maximum(book.total, 0))
    by_rule = proportion(revenue, book.commission, ONE)
    outgoing, back = shared.any_line(~book.returned), shared.any_line(book.returned)
    sums = shared.paid(revenue)
    payment = proportion(sums, charges.payment_share, ONE) + charges.payment * (sums > 0)
    refunded = book.refunded[book.order]
    kept = np.where(refunded, 0, revenue)
    commission = np.where(refunded, 0, by_rule) + shared.rule(
        charges.commission * outgoing * ~book.refunded
    )
    returns = charges.returns * (back | book.refunded)
    return Margins(
        revenue=kept,
        tax=np.where(refunded, 0, tax),
        goods=np.where(book.known, per_thousand(book.cost, book.quantity), 0),
        commission=shared.told("commission", commission),
        payment=shared.told("payment", shared.rule(payment)),
        shipping=shared.told("shipping", shared.rule(charges.shipping * outgoing)),
        returns=shared.told("return", shares(returns, book.order, shared.coming_back)),
        other=shared.told("other", np.zeros_like(kept)),
    )


def _beside(book: Book, worth: Ints) -> Ints:
    """(m,) weights of what stands beside the goods: it is of what was sold, if anything was."""
    sold = np.maximum(book.total, 0)
    return np.where(np.bincount(book.order, sold, len(book.extra))[book.order] > 0, sold, worth)


def _taxed(book: Book, gross: Ints, reported: Reported, worth: Ints) -> tuple[Ints, Ints]:
    """(m,) the tax, and what the buyer paid with it."""
    on_top = book.on_top[book.order]
    by_rule = np.where(on_top, tax_on(gross, book.tax), tax_within(gross, book.tax))
    told = reported.told["tax"][book.order]
    tax = np.where(told, shares(reported.amount["tax"], book.order, worth), by_rule)
    return tax, gross + np.where(on_top, tax, 0)


@dataclass(frozen=True, slots=True)
class _Sharing:
    """Amounts of orders on their way to the lines. outgoing: (m,) weights of what was sold."""

    book: Book
    reported: Reported
    worth: Ints
    outgoing: Ints

    @property
    def coming_back(self) -> Ints:
        """(m,) weights of what comes back."""
        return np.where(self.book.returned, np.maximum(self.worth, 1), 0)

    def any_line(self, which: Flags) -> Flags:
        """(n,) whether an order has such a line."""
        return np.bincount(self.book.order, which, len(self.book.extra)) > 0

    def paid(self, revenue: Ints) -> Ints:
        """(n,) what changed hands when the order was paid; what came back later is no part."""
        sums = np.zeros(len(self.book.extra), np.int64)
        settled = np.where(self.book.at_once, revenue, np.maximum(revenue, 0))
        np.add.at(sums, self.book.order, settled)
        return np.maximum(sums, 0)

    def rule(self, amounts: Ints) -> Ints:
        """(m,) what a rule asks of each order, among the lines that were sold."""
        return shares(amounts, self.book.order, self.outgoing)

    def told(self, kind: str, by_rule: Ints) -> Ints:
        """(m,) what was reported, else what the rules say."""
        mentioned = self.reported.told[kind][self.book.order]
        actual = shares(self.reported.amount[kind], self.book.order, self.worth)
        return np.where(mentioned, actual, by_rule)
