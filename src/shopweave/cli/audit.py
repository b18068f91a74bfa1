"""`shopweave audit`: read the log, and find out whether it was changed."""

from typing import Annotated

import typer
from rich.table import Table

from shopweave.cli.output import Json, open_shop, out, write_json
from shopweave.trust import audit as log

audit = typer.Typer(no_args_is_help=True, help="The log of privileged actions.")


@audit.command("list")
def list_entries(
    subject: Annotated[str, typer.Option(help="Only about this, as key:ID or staff:ID.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many, newest first.")] = 50,
    as_json: Json = False,
) -> None:
    """Who did what to what, newest first."""
    with open_shop() as shop, shop.database.read() as tx:
        entries = log.search(tx, subject or None, limit=limit)
    if as_json:
        write_json({"entries": entries})
        return
    table = Table("no.", "when", "who", "what", "about", "detail")
    for entry in entries:
        when = entry.at.strftime("%Y-%m-%d %H:%M:%S")
        who = f"{entry.actor_kind}:{entry.actor}"
        detail = str(entry.detail or "")
        table.add_row(str(entry.number), when, who, entry.action, entry.subject, detail)
    out.print(table)


@audit.command("verify")
def verify(
    checkpoint: Annotated[
        str, typer.Option(help="A line that this command printed before, kept elsewhere.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Read the whole log; exit status 2 when an entry was changed, added or is missing."""
    with open_shop() as shop:
        kept = shop.database, shop.trust.audit_key, shop.trust.checkpoint_file
        verdict = log.verify_all(*kept, told=checkpoint)
        newest = log.keep(*kept, shop.clock.now()) if verdict.intact else None
    if as_json:
        write_json({"verdict": verdict, "intact": verdict.intact, "checkpoint": str(newest or "")})
    elif newest is not None:
        out.print(f"{verdict.entries} entries, none changed. Keep this line elsewhere:\n{newest}")
    if not verdict.intact:
        raise log.LogChanged(faults="; ".join(verdict.faults[:5]), number=len(verdict.faults))
