"""`shopweave up`: everything in one command."""

import os
import socket
import time
from contextlib import closing
from pathlib import Path
from typing import Annotated

import httpx
import typer
from rich.console import Console

from shopweave.app import Shopweave
from shopweave.cli.errors import DidNotStart, PortTaken
from shopweave.cli.supervisor import Supervisor
from shopweave.settings import Settings
from shopweave.trust import setup

_PATIENCE_SECONDS = 60.0
out = Console()


def up(
    demo: Annotated[
        bool, typer.Option("--demo", help="Fill it with a living sample shop.")
    ] = False,
    data: Annotated[Path | None, typer.Option(help="Folder of all data.")] = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    public: Annotated[str | None, typer.Option(help="Host name that the world uses.")] = None,
) -> None:
    """Start everything: server, worker, embedded database; prints one link."""
    chosen = {"data": data, "host": host, "port": port, "public": public}
    for name, value in chosen.items():
        if value is not None:
            os.environ[f"SHOPWEAVE_{name.upper()}"] = str(value)
    settings = Settings()
    _refuse_a_taken_port(settings)
    link = _prepare(settings)
    supervisor = Supervisor(os.environ)
    supervisor.start("server", "serve", "--leashed")
    for _ in range(settings.workers):
        supervisor.start("worker", "worker", "--leashed")
    _wait_until_ready(settings, supervisor)
    out.print(f"\n  Shopweave is running:  [bold]{link}[/bold]\n  Stop it with Ctrl+C.\n")
    supervisor.run()


def _prepare(settings: Settings) -> str:
    """Make folder, keys and tables, and return the link that lets the merchant in."""
    with closing(Shopweave(settings)) as shop:
        shop.trust.personal_data.reapply(shop.database, shop.clock.now())
        with shop.database.read() as tx:
            setup.refuse_exposure(tx, settings.host)
            new = setup.needed(tx)
        address = settings.address
        if not new:
            return address
        with shop.database.write() as tx:
            return f"{address}/set-up/{setup.issue(tx, shop.clock.now())}"


def _refuse_a_taken_port(settings: Settings) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise PortTaken(host=settings.host, port=settings.port) from error


def _wait_until_ready(settings: Settings, supervisor: Supervisor) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline and not supervisor.failed("server"):
        try:
            if httpx.get(f"{settings.local_address}/readyz", timeout=2).status_code < 500:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    supervisor.stop()
    raise DidNotStart(seconds=int(_PATIENCE_SECONDS))
