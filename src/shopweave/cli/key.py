"""`shopweave key`: keys for the HTTP API."""

from datetime import timedelta
from typing import Annotated

import typer
from rich.table import Table

from shopweave.cli.output import Json, open_shop, operator, out, write_json
from shopweave.commerce import sources
from shopweave.trust import keys
from shopweave.trust.keys import ApiKey, KeyKind, NewKey
from shopweave.trust.permissions import Permission

key = typer.Typer(no_args_is_help=True, help="Keys for the HTTP API.")


@key.command("list")
def list_keys(as_json: Json = False) -> None:
    """All keys with scopes and last use; secrets are not known any more."""
    with open_shop() as shop, shop.database.read() as tx:
        found = keys.every(tx)
        now = shop.clock.now()
    if as_json:
        write_json({"keys": found})
        return
    table = Table("id", "name", "key", "scopes", "last used", "state")
    for one in found:
        used = one.used_at.strftime("%Y-%m-%d %H:%M") if one.used_at else "never"
        state = "usable" if one.usable(now) else "ended"
        table.add_row(one.id, one.name, one.token or f"{one.prefix}…", _scopes(one), used, state)
    out.print(table)


@key.command("create")
def create_key(
    name: Annotated[str, typer.Argument(help="Who will use it.")],
    scope: Annotated[
        list[Permission], typer.Option(help="What it may do; may be given several times.")
    ] = [],  # noqa: B006 - typer reads it once and copies
    public: Annotated[
        bool, typer.Option("--public", help="For a shop front: every shopper can read it.")
    ] = False,
    origin: Annotated[
        list[str], typer.Option(help="Web site that may use it, as https://shop.example.")
    ] = [],  # noqa: B006 - typer reads it once and copies
    source: Annotated[str, typer.Option(help="Shop or till whose events it sends.")] = "",
    days: Annotated[int, typer.Option(min=0, help="Ends after so many days; 0: never.")] = 0,
    as_json: Json = False,
) -> None:
    """Make a key and print it, once."""
    kind = KeyKind.PUBLIC if public else KeyKind.SECRET
    with open_shop() as shop, shop.database.write() as tx:
        now = shop.clock.now()
        wanted = NewKey(
            kind,
            name,
            frozenset(scope),
            tuple(origin),
            sources.by_name(tx, source).id if source else None,
            expires_at=now + timedelta(days=days) if days else None,
        )
        made, text = keys.create(tx, operator(), wanted, now)
    if as_json:
        write_json({"key": made, "text": text})
        return
    out.print(text)
    if kind is KeyKind.SECRET:
        out.print("It is not shown again: keep it where nobody else reads it.")


@key.command("revoke")
def revoke_key(
    key_id: Annotated[str, typer.Argument(metavar="ID", help="As `key list` shows it.")],
) -> None:
    """Make a key useless within a second."""
    with open_shop() as shop, shop.database.write() as tx:
        keys.revoke(tx, operator(), key_id, shop.clock.now())
    out.print("It opens nothing any more.")


def _scopes(one: ApiKey) -> str:
    return "public" if one.kind is KeyKind.PUBLIC else ", ".join(sorted(one.scopes))
