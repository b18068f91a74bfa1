"""`shopweave customer`: find, show and erase one person."""

from pathlib import Path
from typing import Annotated

import orjson
import typer

from shopweave.app import Shopweave
from shopweave.cli.errors import NobodyFound, SeveralFound
from shopweave.cli.output import open_shop, operator, out, write_json
from shopweave.foundation.ids import is_id

customer = typer.Typer(no_args_is_help=True, help="One customer's own data.")
Who = Annotated[str, typer.Argument(help="Id, e-mail, phone, card or customer number.")]


@customer.command("find")
def find(who: Who) -> None:
    """Print the ids of those it could be."""
    with open_shop() as shop, shop.database.read() as tx:
        for one in shop.directory.find(tx, who):
            out.print(one)


@customer.command("export")
def export(
    who: Who,
    output: Annotated[Path | None, typer.Option(help="Write to this file.")] = None,
) -> None:
    """Everything that is known about a customer, as JSON."""
    with open_shop() as shop:
        known = shop.trust.personal_data.export(
            shop.database, operator(), _one(shop, who), shop.clock.now()
        )
    if output is None:
        write_json(known)
        return
    output.touch(mode=0o600)
    output.write_bytes(orjson.dumps(known, option=orjson.OPT_INDENT_2))
    out.print(f"Written to {output}.")


@customer.command("erase")
def erase(
    who: Who,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask: it cannot be undone.")] = False,
) -> None:
    """Erase a customer for good: here, in the models and in every backup put back later."""
    with open_shop() as shop:
        person = _one(shop, who)
        if not yes:
            typer.confirm(f"Erase {person}? This cannot be undone", abort=True)
        with shop.database.write() as tx:
            erasure = shop.trust.personal_data.erase(tx, operator(), person, shop.clock.now())
    write_json(erasure)


def _one(shop: Shopweave, who: str) -> str:
    """The id of the one person meant. Raises `NobodyFound` or `SeveralFound`."""
    if is_id(who):
        return who
    with shop.database.read() as tx:
        found = shop.directory.find(tx, who)
    if not found:
        raise NobodyFound(who=who)
    if len(found) > 1:
        raise SeveralFound(number=len(found), ids=", ".join(found[:5]))
    return found[0]
