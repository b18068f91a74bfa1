"""`shopweave profit`: what was earned, told apart."""

from datetime import timedelta
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Column, Table

from shopweave.app import Shopweave
from shopweave.cli.output import Json, open_shop, write_json
from shopweave.commerce import catalog, money, sources
from shopweave.commerce.api import shown
from shopweave.commerce.money import By, Gaps, Profit
from shopweave.foundation.i18n import Formats
from shopweave.foundation.money import Money
from shopweave.settings import Settings

_AMOUNTS = (
    "revenue", "tax", "goods", "commission", "payment", "shipping", "returns", "other", "profit",
)  # fmt: skip


def profit(
    by: Annotated[By, typer.Option(help="What it is told apart by.")] = By.CHANNEL,
    days: Annotated[int, typer.Option(min=1, max=3650, help="The last so many days.")] = 30,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Book every order again first.")
    ] = False,
    as_json: Json = False,
) -> None:
    """What was earned: revenue less tax, goods, commission, payment, shipping and returns."""
    with open_shop() as shop:
        _bring_up_to_date(shop, rebuild)
        until = shop.clock.now()
        since = until - timedelta(days=days)
        with shop.database.read() as tx:
            whole = money.profit(tx, since, until)
            parts = money.profit_by(tx, since, until, by)
            gaps = money.gaps(tx, since, until)
            currency = sources.home(tx).currency
            cards = catalog.cards(tx, [one.key for one in parts]) if by is By.PRODUCT else {}
    if as_json:
        write_json(_document(whole, parts, gaps, currency) | {"by": by.value, "days": days})
    else:
        names = {key: card.title for key, card in cards.items()}
        _show(whole, parts, names, gaps, currency)


def _bring_up_to_date(shop: Shopweave, rebuild: bool) -> None:
    if rebuild:
        with shop.database.write() as tx:
            money.rebuild(tx)
    columns = (TextColumn("booking"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("booking", total=None)
        money.follow(
            shop.database,
            shop.clock.now(),
            lambda done, total: bars.update(task, completed=done, total=total),
        )


def _document(whole: Profit, parts: list[Profit], gaps: Gaps, currency: str) -> dict[str, Any]:
    return {
        "currency": currency,
        "total": shown.profit(whole, currency),
        "rows": [shown.profit(one, currency) for one in parts],
        "unknown": shown.gaps(gaps),
    }


def _show(
    whole: Profit, parts: list[Profit], names: dict[str, str], gaps: Gaps, currency: str
) -> None:
    formats = Formats(Settings().language, home=currency)
    columns = [Column(name, justify="right") for name in ("orders", *_AMOUNTS, "share")]
    table = Table("", *columns, title=f"profit, {currency}")
    for one, name in [(one, names.get(one.key, one.key) or "-") for one in parts] + [
        (whole, "all")
    ]:
        amounts = [formats.money(Money(getattr(one, column), currency)) for column in _AMOUNTS]
        share = "" if one.share is None else formats.percent(one.share)
        table.add_row(name, formats.number(one.orders), *amounts, share)
    out = Console(soft_wrap=True)
    out.print(table)
    if gaps.products:
        amount = formats.money(gaps.amount)
        out.print(f"cost missing for {gaps.products} products, {amount} of sales")
    for lacking, count in gaps.rates.items():
        out.print(f"no exchange rate: {count} orders in {lacking} are left out")
