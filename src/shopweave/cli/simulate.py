"""`shopweave simulate`: the living sample shop, from outside."""

import asyncio
import logging
import signal
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from shopweave.cli.errors import KeyNotTaken
from shopweave.cli.leash import follow_parent
from shopweave.simulate import World, export, imagine, remember
from shopweave.simulate.live import Access, Refused, Tally, live

out = Console(stderr=True)


def _moment(written: str) -> datetime:
    """A moment in ISO 8601; one without a zone is UTC."""
    moment = datetime.fromisoformat(written)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def simulate(
    url: Annotated[str, typer.Option(help="Where Shopweave answers.")] = "http://127.0.0.1:8080",
    public_key: Annotated[
        str, typer.Option(envvar="SHOPWEAVE_SAMPLE_PUBLIC_KEY", help="Key of the shop front.")
    ] = "",
    secret_key: Annotated[
        str, typer.Option(envvar="SHOPWEAVE_SAMPLE_SECRET_KEY", help="Key of the back office.")
    ] = "",
    seed: Annotated[int, typer.Option(help="Which sample shop.")] = 7,
    pace: Annotated[float, typer.Option(min=0.01, max=1000, help="Events a second.")] = 3.0,
    seconds: Annotated[float | None, typer.Option("--for", help="Stop after so long.")] = None,
    past: Annotated[
        datetime | None,
        typer.Option(parser=_moment, metavar="MOMENT", help="First tell the visits before then."),
    ] = None,
    files: Annotated[
        Path | None, typer.Option(help="Only write the shop's past as files to import.")
    ] = None,
    leashed: Annotated[bool, typer.Option("--leashed", hidden=True)] = False,
) -> None:
    """Let shoppers of the sample shop browse and buy, until Ctrl+C."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    if leashed:
        follow_parent()
    world = imagine(seed)
    if files is not None:
        _write(world, files, past)
        return
    access = Access(url.rstrip("/"), public_key, secret_key)
    try:
        tally = asyncio.run(_live(world, access, pace, seconds, past))
    except Refused as refused:
        raise KeyNotTaken(url=url, answer=str(refused)) from refused
    out.print(
        f"{tally.events} events, {tally.lists} lists seen, {tally.clicks} clicked, "
        f"{tally.orders} orders; {tally.repeated} repeated, {tally.refused} refused."
    )


def _write(world: World, folder: Path, until: datetime | None) -> None:
    written = export(world, remember(world, until or datetime.now(UTC)), folder)
    for file in (written.products, written.customers, written.stock, written.orders):
        out.print(str(file))


async def _live(
    world: World, access: Access, pace: float, seconds: float | None, past: datetime | None
) -> Tally:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    if seconds is not None:
        loop.call_later(seconds, stop.set)
    history = None if past is None else remember(world, past)
    return await live(world, access, stop, per_second=pace, past=history)
