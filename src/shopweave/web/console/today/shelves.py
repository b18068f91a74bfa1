"""Goods that sell and are gone, or soon will be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from shopweave.commerce import catalog, orders, places, stock
from shopweave.commerce.orders import ShareSales
from shopweave.commerce.stock import Level
from shopweave.foundation.database import Transaction
from shopweave.foundation.money import Money
from shopweave.web.console import templates
from shopweave.web.console.names import called
from shopweave.web.console.page import View
from shopweave.web.console.today.sentence import Sentence

DAYS, LOOKED_AT, TOLD, SOON = 28, 200, 3, 5.0


@dataclass(frozen=True, slots=True)
class Short:
    """A product that sells. left: days that the stock lasts; a_week: money that a week brings."""

    product: str
    currency: str
    units: float
    on_hand: float
    a_week: int
    levels: Sequence[Level]

    @property
    def left(self) -> float:
        """Days until nothing is left, at the pace of the last four weeks."""
        return max(self.on_hand, 0.0) / (self.units / DAYS)


def sentences(page: View, tx: Transaction) -> list[Sentence]:
    """The shortages that cost most."""
    sold = orders.sales_by_product(tx, page.now - timedelta(days=DAYS), page.now, LOOKED_AT)
    levels = stock.of_products(tx, [share.key for share in sold])
    short = sorted(shortages(sold, levels), key=lambda one: -one.a_week)[:TOLD]
    cards = catalog.cards(tx, [one.product for one in short], page.formats.language)
    names = {place.id: called(place, page.say) for place in places.every(tx)}
    return [_told(page, one, cards[one.product].title, names) for one in short]


def shortages(sold: Sequence[ShareSales], levels: Sequence[Level]) -> list[Short]:
    """What was counted once, sells, and lasts for less than five days."""
    held: dict[str, list[Level]] = {}
    for level in levels:
        if level.tracked:
            held.setdefault(level.product_id, []).append(level)
    short = [
        Short(
            share.key,
            share.currency,
            share.units,
            sum(level.on_hand for level in held[share.key]),
            round(share.amount / DAYS * 7),
            held[share.key],
        )
        for share in sold
        if share.key in held and share.units > 0
    ]
    return [one for one in short if one.left < SOON]


def _told(page: View, short: Short, title: str, places_by_id: dict[str, str]) -> Sentence:
    rich, say = templates.rich(page.say), page.say
    money = Money(short.a_week, short.currency)
    gone = short.on_hand <= 0
    text = (
        rich("today.sold_out", product=title, money=money)
        if gone
        else rich("today.runs_out", product=title, count=max(1, round(short.left)), money=money)
    )
    by_place = ", ".join(
        f"{places_by_id.get(level.place_id, '')} {page.formats.number(level.on_hand)}"
        for level in short.levels
    )
    reasons = [
        say("today.pace", count=short.units, days=DAYS),
        say("today.on_hand", units=short.on_hand, places=by_place),
    ]
    address = f"/products/{short.product}"
    tone = "alarm" if gone else "attention"
    return Sentence(
        "package", tone, text, say("today.see_stock"), address, short.a_week, reasons=reasons
    )
