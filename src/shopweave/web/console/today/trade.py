"""How yesterday went."""

from datetime import datetime, timedelta

from shopweave.commerce import orders
from shopweave.commerce.orders import DaySales
from shopweave.foundation.database import Transaction
from shopweave.foundation.money import Money
from shopweave.web.console import templates
from shopweave.web.console.figures import latest
from shopweave.web.console.page import View
from shopweave.web.console.today.sentence import URGENT, Sentence


def sentences(page: View, tx: Transaction) -> list[Sentence]:
    """Yesterday beside the same day a week before; or that the orders are old."""
    until = latest(tx, page.now)
    if until < page.now:
        return [_old(page, until - timedelta(days=1))]
    today = page.now.astimezone(page.around.time_zone).date()
    found = orders.sales_by_day(tx, page.now - timedelta(days=10), page.now, page.around.zone_name)
    days = {sale.day: sale for sale in found if sale.currency == page.around.currency}
    yesterday, before = days.get(today - timedelta(days=1)), days.get(today - timedelta(days=8))
    if yesterday is None or yesterday.amount <= 0:
        return []
    return [_told(page, tx, yesterday, before)]


def _old(page: View, newest: datetime) -> Sentence:
    """Say from when the newest order is, and ask for newer ones."""
    text = templates.rich(page.say)("today.old", day=page.formats.date(newest))
    also = page.say("today.old_figures")
    return Sentence("clock", "attention", text, page.say("today.old_do"), "/data", URGENT / 8, also)


def _told(page: View, tx: Transaction, day: DaySales, before: DaySales | None) -> Sentence:
    rich, say = templates.rich(page.say), page.say
    money = Money(day.amount, day.currency)
    change = day.amount / before.amount - 1 if before and before.amount > 0 else None
    text = (
        rich("today.yesterday", money=money, count=day.orders)
        if change is None
        else rich(
            "today.yesterday_change", money=money, count=day.orders,
            change=page.formats.change(change),
        )
    )  # fmt: skip
    start = datetime.combine(day.day, datetime.min.time(), page.around.time_zone)
    channels = orders.sales_by_channel(tx, start, start + timedelta(days=1))
    reasons = [
        say(
            "today.channel",
            channel=say(f"orders.channel.{share.key}")
            if f"orders.channel.{share.key}" in templates.catalogue()
            else share.key,
            count=share.orders,
            money=Money(share.amount, share.currency),
        )
        for share in channels
    ]
    worse = change is not None and change < -0.1
    return Sentence(
        "receipt",
        "attention" if worse else "good",
        text,
        say("today.see_orders"),
        "/orders",
        day.amount * (abs(change) if change is not None else 0.1),
        reasons=reasons,
    )
