"""`shopweave up`: everything in one command."""

import os
import socket
import time
from contextlib import closing
from typing import Annotated

import httpx
import typer
from rich.console import Console

from shopweave.app import Shopweave
from shopweave.cli.demo import move_in, shoppers
from shopweave.cli.errors import DidNotStart, PortTaken
from shopweave.cli.reach import open_to_the_house, refuse_no_domain, tell_proxies
from shopweave.cli.supervisor import Supervisor
from shopweave.settings import Settings
from shopweave.trust import setup

_PATIENCE_SECONDS = 60.0
out = Console()


def up(
    demo: Annotated[
        bool, typer.Option("--demo", help="Fill it with a living sample shop.")
    ] = False,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    public: Annotated[str | None, typer.Option(help="Host name that the world uses.")] = None,
    lan: Annotated[
        bool, typer.Option("--lan", help="Let phones and tills of this network in, by HTTPS.")
    ] = False,
) -> None:
    """Start everything: server, worker, embedded database; prints one link."""
    chosen = {"host": host, "port": port, "public": public}
    for name, value in chosen.items():
        if value is not None:
            os.environ[f"SHOPWEAVE_{name.upper()}"] = str(value)
    settings = Settings()
    if settings.public:
        refuse_no_domain(settings.public)
    _refuse_a_taken_port(settings)
    with closing(Shopweave(settings)) as shop:
        link, living = _let_in(shop, demo=demo)
        with shop.database.read() as tx:
            owned = not setup.needed(tx)
    supervisor = Supervisor(os.environ, settings.data / "log")
    supervisor.start("server", "serve", "--leashed")
    for _ in range(settings.workers):
        supervisor.start("worker", "worker", "--leashed")
    _wait_until_ready(settings, supervisor)
    if living:
        supervisor.start("shoppers", *living)
    out.print(
        f"\n  Shopweave is running:  [bold]{link}[/bold]\n  Stop it with Ctrl+C.\n", soft_wrap=True
    )
    if settings.public:
        tell_proxies(settings, out)
    if lan:
        open_to_the_house(settings, supervisor, out, owned=owned)
    supervisor.run()


def _let_in(shop: Shopweave, *, demo: bool) -> tuple[str, list[str]]:
    """The link for the person at the screen, and arguments of the sample shop's shoppers."""
    settings = shop.settings
    shop.trust.personal_data.reapply(shop.database, shop.clock.now())
    if demo:
        tenancy = move_in(shop)
        link = f"{settings.address}/sign-in/{tenancy.token}"
        return link, shoppers(tenancy, settings.local_address)
    with shop.database.write() as tx:
        setup.refuse_exposure(tx, settings.host)
        if not setup.needed(tx):
            return settings.address, []
        return f"{settings.address}/set-up/{setup.issue(tx, shop.clock.now())}", []


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
            if httpx.get(f"{settings.local_address}/readyz", timeout=2).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    supervisor.stop()
    raise DidNotStart(seconds=int(_PATIENCE_SECONDS), log=supervisor.log("server"))
