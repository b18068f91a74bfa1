"""The pages of profit."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Form
from starlette.responses import Response

from shopweave.commerce import catalog, money
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.money import By, CostPriceDraft, Profit
from shopweave.foundation.database import Transaction
from shopweave.foundation.money import Money, parse_minor
from shopweave.trust.permissions import Permission
from shopweave.web.console import charts, templates
from shopweave.web.console.figures import latest
from shopweave.web.console.listing import Listing
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, View, opened

router = APIRouter()
Visit = Annotated[Page, opened(Permission.MONEY_READ)]
Change = Annotated[Page, opened(Permission.MONEY_WRITE)]
HOME, COSTS = "/profit", "/profit/costs"
DAYS = (7, 30, 90, 365)
STEPS = ("tax", "goods", "commission", "payment", "shipping", "returns", "other")
MOST = 50


@router.get(HOME)
def index(page: Visit) -> Response:
    """Show what was left of the sales of some days, told apart."""
    query = page.request.query_params
    view = Listing.read(HOME, query, filters=("by", "days"))
    chosen = view.chosen("by") or ""
    by = By(chosen) if chosen in set(By) else By.CHANNEL
    days = _days(view.chosen("days"))
    with page.house.database.read() as tx:
        until = latest(tx, page.now)
        since = _midnight(page, until, days - 1)
        whole = money.profit(tx, since, until)
        before = money.profit(tx, _midnight(page, until, 2 * days - 1), since)
        parts = money.profit_by(tx, since, until, by)
        gaps = money.gaps(tx, since, until)
        cards = _cards(page, tx, parts) if by is By.PRODUCT else {}
    return page.show(
        "profit/page.html",
        view=view,
        by=by,
        all_by=list(By),
        days=days,
        all_days=DAYS,
        since=since,
        until=until,
        whole=whole,
        before=before,
        parts=parts[:MOST],
        more=max(len(parts) - MOST, 0),
        names={one.key: name(page, by, one.key) for one in parts[:MOST]},
        cards=cards,
        gaps=gaps,
        steps=steps(whole),
        currency=gaps.amount.currency,
        may_change=page.principal.may(Permission.MONEY_WRITE),
    )


@router.get(COSTS)
def costs(page: Visit) -> Response:
    """List what sells without a known cost, what hides most first."""
    with page.house.database.read() as tx:
        until = latest(tx, page.now)
        gaps = money.gaps(tx, until - timedelta(days=90), until)
        missing = [one.product_id for one in gaps.missing]
        cards = catalog.cards(tx, missing, page.formats.language)
    return page.show(
        "profit/costs.html",
        gaps=gaps,
        cards=cards,
        currency=gaps.amount.currency,
        may_change=page.principal.may(Permission.MONEY_WRITE),
    )


@router.post(COSTS)
def enter(
    page: Change,
    product: Annotated[str, Form()],
    cost: Annotated[str, Form(max_length=20)],
    back: Annotated[str, Form()] = COSTS,
) -> Response:
    """Note what a product costs; what it concerns is booked again."""
    with page.house.database.write() as tx:
        known = catalog.get(tx, product)
        currency = page.around.currency
        amount = parse_minor(cost.strip().replace(",", "."), currency)
        draft = CostPriceDraft(known.external_id, amount, currency)
        done = money.costs.upsert(tx, Delivery(known.source_id, page.now), [draft])
        for refused in done.rejected:
            raise refused.problem
        page.note(tx, "product.cost_entered", f"product:{product}", {"cost": amount})
    where = back if back.startswith(("/products/", COSTS)) else COSTS
    told = page.say("profit.cost_kept", product=known.title, money=Money(amount, currency))
    undo = {"cost": next(iter(done.ids.values())), "back": where} if done.ids else {}
    return page.go(where, Notice(told, f"{COSTS}/undo" if undo else "", undo))


@router.post(COSTS + "/undo")
def undo(
    page: Change, cost: Annotated[str, Form()], back: Annotated[str, Form()] = COSTS
) -> Response:
    """Forget a cost that was entered."""
    with page.house.database.write() as tx:
        money.costs.remove(tx, cost)
        page.note(tx, "product.cost_removed", f"cost:{cost}")
    where = back if back.startswith(("/products/", COSTS)) else COSTS
    return page.go(where, Notice(page.say("profit.cost_removed")))


def steps(whole: Profit) -> list[tuple[str, int, Any]]:
    """Name, amount and bar of each step from revenue down to profit; what is zero is left out."""
    spent = [(name, getattr(whole, name)) for name in STEPS if getattr(whole, name)]
    left, edges = whole.revenue, [(0, whole.revenue)]
    for _, amount in spent:
        edges.append((left, left - amount))
        left -= amount
    edges.append((0, left))
    scale = charts.Scale.around([edge for pair in edges for edge in pair], from_zero=True)
    names = ["revenue", *(name for name, _ in spent), "profit"]
    amounts = [whole.revenue, *(-amount for _, amount in spent), whole.profit]
    return [
        (name, amount, charts.step(begin, end, scale, _tone(name, amount)))
        for name, amount, (begin, end) in zip(names, amounts, edges, strict=True)
    ]


def name(page: View, by: By, key: str) -> str:
    """What people call one part."""
    if not key:
        return page.say(f"profit.none_{by}")
    prefix = {By.CHANNEL: "orders.channel.", By.SEGMENT: "profit.segment."}.get(by)
    text = f"{prefix}{key}"
    return page.say(text) if prefix and text in templates.catalogue() else key


def _tone(name: str, amount: int) -> str:
    if name in {"revenue", "profit"}:
        return "whole" if amount >= 0 else "loss"
    return "part"


def _cards(page: Page, tx: Transaction, parts: list[Profit]) -> dict[str, catalog.Card]:
    return catalog.cards(tx, [one.key for one in parts[:MOST] if one.key], page.formats.language)


def _days(text: str | None) -> int:
    return int(text) if text and text.isdigit() and int(text) in DAYS else 30


def _midnight(page: Page, until: datetime, days: int) -> datetime:
    """The beginning of the day so many days before, by the shop's clock."""
    day = until.astimezone(page.around.time_zone).date() - timedelta(days=days)
    begin = datetime.combine(day, datetime.min.time(), page.around.time_zone)
    return begin.astimezone(UTC)
