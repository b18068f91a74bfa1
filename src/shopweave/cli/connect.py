"""`shopweave connect` and `shopweave sources`: web shops, how they are, and what came of them."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from shopweave.app import Shopweave
from shopweave.cli.errors import BadPair
from shopweave.cli.output import Json, open_shop, operator, out, write_json
from shopweave.connectors.contract import Kind
from shopweave.connectors.sync import EVERY, Connection, ConnectionDraft
from shopweave.connectors.sync.routes import entry
from shopweave.settings import Settings

sources = typer.Typer(no_args_is_help=True, help="Connected shops: how they are; look now, pause.")
Name = Annotated[str, typer.Argument(help="As `sources list` shows it.")]


def connect(
    kind: Annotated[str, typer.Argument(help="oscar, rest, webhook, ...: see `sources kinds`.")],
    url: Annotated[str, typer.Argument(help="Address of the shop's API.")] = "",
    name: Annotated[str, typer.Option(help="What to call it; by default its kind.")] = "",
    set_: Annotated[
        list[str], typer.Option("--set", metavar="FIELD=TEXT", help="A field; several times.")
    ] = [],  # noqa: B006 - typer reads it once and copies
    secrets: Annotated[
        Path | None,
        typer.Option(help="File of FIELD=TEXT lines, - for standard input; else it is asked."),
    ] = None,
    currency: Annotated[str, typer.Option(help="Of prices that name none.")] = "",
    time_zone: Annotated[str, typer.Option(help="Of times that name none.")] = "",
    private: Annotated[
        bool, typer.Option("--private", help="The shop stands in the own network.")
    ] = False,
    write_stock: Annotated[
        bool, typer.Option("--write-stock", help="Tell the shop what it can sell.")
    ] = False,
    every: Annotated[int, typer.Option(help="Seconds between two looks.")] = EVERY,
    as_json: Json = False,
) -> None:
    """Connect a web shop: it is tried, then read by the worker while it runs."""
    with open_shop() as shop:
        of = shop.sources.connections.shops.kind(kind)
        given = _pairs(set_)
        options = {n: text for n, text in given.items() if not _is_secret(of, n)}
        told = {n: text for n, text in given.items() if _is_secret(of, n)}
        told |= _secrets(of, secrets, told)
        draft = ConnectionDraft(
            kind=kind,
            url=url,
            name=name,
            secrets=told,
            options=options,
            currency=currency,
            time_zone=time_zone,
            private=private,
            write_stock=write_stock,
            every_seconds=every,
        )
        made = shop.sources.connections.connect(draft, operator())
        _show_made(shop, made, of, as_json=as_json)


@sources.command("list")
def list_sources(as_json: Json = False) -> None:
    """Connected shops: how each is, what came, and what helps where something is wrong."""
    language = Settings().language
    with open_shop() as shop:
        found = shop.sources.connections.every()
    if as_json:
        write_json({"sources": [entry(one, language) for one in found]})
        return
    table = Table("name", "kind", "standing", "last look", "in the record")
    for one in found:
        looked = one.tried_at.strftime("%Y-%m-%d %H:%M:%S") if one.tried_at else "not yet"
        came = ", ".join(f"{mark.created} {mark.entity.value}" for mark in one.progress)
        table.add_row(one.name, one.kind, one.standing.value, looked, came)
    out.print(table)
    for one in found:
        if one.trouble is not None:
            out.print(f"{one.name}: {one.trouble.sentence(language)}", style="yellow", markup=False)


@sources.command("kinds")
def list_kinds(as_json: Json = False) -> None:
    """Kinds of shops that can be connected, with the fields of each."""
    language = Settings().language
    with open_shop() as shop:
        kinds = list(shop.sources.connections.shops.kinds.values())
    if as_json:
        write_json({"kinds": [_kind(kind) for kind in kinds]})
        return
    table = Table("kind", "what", "fields", "tried against a real shop")
    for kind in kinds:
        fields = ", ".join(one.name for one in kind.fields)
        about = f"{kind.title[language]}: {kind.about[language]}"
        table.add_row(kind.name, about, fields, "yes" if kind.live else "no")
    out.print(table)


@sources.command("sync")
def sync(name: Name, as_json: Json = False) -> None:
    """Look at a shop at once; the worker does it."""
    _do(name, "sync_now", as_json=as_json)


@sources.command("read-again")
def read_again(name: Name, as_json: Json = False) -> None:
    """Read a shop from the beginning; what is the same changes nothing."""
    _do(name, "read_again", as_json=as_json)


@sources.command("pause")
def pause(name: Name, as_json: Json = False) -> None:
    """Look no more until it is resumed."""
    _do(name, "pause", as_json=as_json)


@sources.command("resume")
def resume(name: Name, as_json: Json = False) -> None:
    """Look again."""
    _do(name, "resume", as_json=as_json)


@sources.command("key")
def replace_key(
    name: Name,
    secrets: Annotated[
        Path | None,
        typer.Option(help="File of FIELD=TEXT lines, - for standard input; else it is asked."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Give a shop's new key; it is tried before it is kept."""
    with open_shop() as shop:
        do = shop.sources.connections
        found = do.named(name)
        told = _secrets(do.shops.kind(found.kind), secrets, {})
        made = do.replace_secrets(found.source_id, told, operator())
    _show(made, as_json=as_json)


@sources.command("disconnect")
def disconnect(name: Name, as_json: Json = False) -> None:
    """Forget how a shop is reached, with its key; what came from it stays."""
    with open_shop() as shop:
        do = shop.sources.connections
        gone = do.disconnect(do.named(name).source_id, operator())
    if as_json:
        write_json({"disconnected": gone})
    else:
        out.print(f"{gone} is disconnected; what came from it stays.")


def _do(name: str, what: str, *, as_json: bool) -> None:
    with open_shop() as shop:
        do = shop.sources.connections
        made: Connection = getattr(do, what)(do.named(name).source_id, operator())
    _show(made, as_json=as_json)


def _show_made(shop: Shopweave, made: Connection, kind: Kind, *, as_json: bool) -> None:
    hook = f"{shop.settings.address}/v1/hooks/{made.source_id}"
    secret = shop.sources.connections.secret(made.source_id, "secret") if kind.own_secret else ""
    if as_json:
        shown = {"webhook": hook, "secret": secret} if secret else {}
        write_json(entry(made, Settings().language) | shown)
        return
    _show(made, as_json=False)
    if secret:
        out.print(f"Send to {hook}", markup=False)
        out.print(f"signed with the secret {secret}", markup=False)
        out.print("It is not shown again: keep it where nobody else reads it.")


def _show(one: Connection, *, as_json: bool) -> None:
    language = Settings().language
    if as_json:
        write_json(entry(one, language))
        return
    out.print(f"{one.name}: {one.standing.value}", markup=False)
    if one.trouble is not None:
        out.print(one.trouble.sentence(language), style="yellow", markup=False)


def _pairs(texts: list[str]) -> dict[str, str]:
    """FIELD=TEXT as a dictionary; raises `BadPair`."""
    found = {}
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign or not name.strip():
            raise BadPair(text=text[:80])
        found[name.strip()] = value.strip()
    return found


def _secrets(kind: Kind, file: Path | None, told: dict[str, str]) -> dict[str, str]:
    """Secrets from a file, or asked of whoever sits there; never from the command's words."""
    if file is not None:
        text = sys.stdin.read() if str(file) == "-" else file.read_text("utf-8")
        return _pairs([line for line in text.splitlines() if line.strip()])
    wanted = [one for one in kind.fields if one.secret and one.required and one.name not in told]
    language = Settings().language
    return {one.name: typer.prompt(one.label[language], hide_input=True) for one in wanted}


def _is_secret(kind: Kind, name: str) -> bool:
    return any(one.name == name and one.secret for one in kind.fields)


def _kind(kind: Kind) -> dict[str, Any]:
    return {
        "name": kind.name,
        "can": sorted(one.value for one in kind.can),
        "fields": [one.name for one in kind.fields],
        "tried_against_a_real_shop": kind.live,
    }
