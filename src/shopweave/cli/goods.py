"""`shopweave goods`: the same product in several sources, gaps, and many changed at once."""

from typing import Annotated

import typer
from rich.table import Table

from shopweave import goods as skill
from shopweave.cli.output import Json, open_shop, operator, out, write_json
from shopweave.commerce import catalog, sources
from shopweave.commerce.catalog import Selection
from shopweave.foundation.money import Money
from shopweave.goods import Gap, What, Wish, routes
from shopweave.goods.drafting import LanguageModel
from shopweave.trust import audit

goods = typer.Typer(no_args_is_help=True, help="Same products, gaps, and many changed at once.")
Product = Annotated[str, typer.Argument(help="Id of the record.")]


@goods.command()
def duplicates(
    compare: Annotated[bool, typer.Option(help="Compare all catalogues first.")] = True,
    limit: Annotated[int, typer.Option(min=1, max=500)] = 50,
    as_json: Json = False,
) -> None:
    """What may be the same product in two sources, the likest first."""
    with open_shop() as shop:
        if compare:
            catalog.link_by_rule(shop.database, shop.clock.now())
            skill.find_duplicates(shop.database, shop.clock.now())
        with shop.database.read() as tx:
            found = skill.proposed(tx, limit)
            names = [name for one in found for name in one.items]
            titles = {key: card.title for key, card in catalog.cards(tx, names).items()}
    if as_json:
        write_json({"duplicates": found})
        return
    table = Table("left", "right", "id left", "id right")
    for one in found:
        left, right = one.items
        table.add_row(titles.get(left, ""), titles.get(right, ""), left, right)
    out.print(table)


@goods.command()
def link(left: Product, right: Product, as_json: Json = False) -> None:
    """Say that two products are one."""
    with open_shop() as shop, shop.database.write() as tx:
        who, now = operator(), shop.clock.now()
        made = catalog.link(tx, left, right, who.id, now)
        detail = {"left": left, "right": right}
        audit.record(tx, who, "products.linked", f"link:{made.id}", detail, at=now)
    if as_json:
        write_json(made)
    else:
        out.print(f"Linked; take it back with: shopweave goods unlink {made.id}")


@goods.command()
def unlink(
    link_id: Annotated[str, typer.Argument(metavar="LINK", help="Id of the link.")],
    as_json: Json = False,
) -> None:
    """Take a link back; no rule makes it again."""
    with open_shop() as shop, shop.database.write() as tx:
        who, now = operator(), shop.clock.now()
        undone = catalog.unlink(tx, link_id, who.id, now)
        audit.record(tx, who, "products.unlinked", f"link:{link_id}", at=now)
    if as_json:
        write_json(undone)
    else:
        out.print("Two products again.")


@goods.command()
def lacking(
    gap: Annotated[Gap | None, typer.Option(help="Only what lacks this.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=500)] = 50,
    as_json: Json = False,
) -> None:
    """What is missing of which product, the best sold first."""
    with open_shop() as shop, shop.database.read() as tx:
        found = skill.lacking(tx, shop.clock.now(), sources.home(tx).currency, gap)
    if as_json:
        rows = [routes.said(one) for one in found.rows[:limit]]
        counts = {gap.value: number for gap, number in found.counts.items()}
        write_json({"counts": counts, "currency": found.currency, "rows": rows})
        return
    table = Table("product", "lacks", f"sold in 90 days, {found.currency}", "id")
    for one in found.rows[:limit]:
        sold = str(Money(one.sold, found.currency).decimal())
        table.add_row(one.product.title, ", ".join(one.gaps), sold, one.product.id)
    out.print(table)


@goods.command()
def change(
    what: Annotated[What, typer.Argument(help="What is changed.")],
    value: Annotated[str, typer.Option("--to", help="Percent for a price (-10), else the value.")],
    words: Annotated[str, typer.Option(help="Only products that a search finds.")] = "",
    category: Annotated[str | None, typer.Option(help="Only this category.")] = None,
    name: Annotated[str, typer.Option(help="Of the attribute.")] = "",
    charm: Annotated[bool, typer.Option(help="Round prices to .99.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do it; without, only show it.")] = False,
    as_json: Json = False,
) -> None:
    """Change many products at once; shows old and new, and does nothing without --yes."""
    with open_shop() as shop, shop.database.write() as tx:
        steps = skill.plan(tx, Selection(words, category), Wish(what, value, charm, name))
        made, who, now = None, operator(), shop.clock.now()
        if yes:
            made = skill.carry_out(tx, steps, who.id, now)
            detail = {"what": what.value, "values": len(steps)}
            audit.record(tx, who, "products.edited", f"edit:{made}", detail, at=now)
    if as_json:
        rows = [routes.said_step(one) for one in steps]
        write_json({"id": made, "values": len(steps), "rows": rows})
        return
    table = Table("product", "field", "before", "after")
    for one in steps:
        table.add_row(one.product.title, one.edit.field, str(one.before), str(one.edit.value))
    out.print(table)
    out.print(f"Done; undo: shopweave goods undo {made}" if made else "Nothing done; add --yes.")


@goods.command()
def undo(
    change_id: Annotated[str, typer.Argument(metavar="CHANGE", help="Id of the change.")],
    as_json: Json = False,
) -> None:
    """Take a change to many products back."""
    with open_shop() as shop, shop.database.write() as tx:
        who, now = operator(), shop.clock.now()
        kept = skill.take_back(tx, shop.kinds, change_id, who.id, now)
        audit.record(tx, who, "products.edit_undone", f"edit:{change_id}", at=now)
    if as_json:
        write_json({"kept": kept})
    else:
        out.print(f"As it was before; {kept} values changed since stay as they are.")


@goods.command()
def propose(as_json: Json = False) -> None:
    """Propose categories and attributes that products lack; the console approves them."""
    with open_shop() as shop:
        new = skill.propose(shop.database, shop.clock.now())
    if as_json:
        write_json({"proposed": new})
    else:
        out.print(f"{new} new proposals; decide under Goods, Categories, in the console.")


@goods.command()
def model(
    address: Annotated[str, typer.Argument(help="Base of an API like OpenAI's; empty: off.")],
    name: Annotated[str, typer.Argument(metavar="MODEL", help="As the endpoint calls it.")],
    daily: Annotated[int, typer.Option(min=1, max=10_000, help="Drafts a day at most.")] = 200,
    key: Annotated[str | None, typer.Option(envvar="SHOPWEAVE_MODEL_KEY", hidden=True)] = None,
) -> None:
    """Name the language model that writes drafts."""
    with open_shop() as shop, shop.database.write() as tx:
        wanted, who = LanguageModel(address, name, daily=daily), operator()
        shop.drafting.endpoint.set_up(tx, who.id, wanted, key, shop.clock.now())
        audit.record(
            tx, who, "preferences.changed", "preferences:language_model", at=shop.clock.now()
        )
    out.print(f"Drafts are written by {name}." if address else "Drafts are off.")
