"""The processes that `shopweave up` watches over; each can also run alone."""

import signal
import threading
from contextlib import closing
from types import FrameType
from typing import Annotated, Any

import typer
import uvicorn

from shopweave.app import Shopweave
from shopweave.cli.leash import follow_parent
from shopweave.cli.reach import certificate
from shopweave.foundation import collector, telemetry
from shopweave.settings import Settings
from shopweave.trust import setup

Leashed = Annotated[bool, typer.Option("--leashed", hidden=True)]
_GRACE_SECONDS = 8


def serve(
    leashed: Leashed = False,
    lan: Annotated[
        bool, typer.Option("--lan", help="Serve the own network, by HTTPS with an own certificate.")
    ] = False,
) -> None:
    """Serve HTTP: the console, the API and the event intake."""
    settings, secured = _for_the_house(Settings()) if lan else (Settings(), {})
    telemetry.configure(settings.log_level, settings.log_format)
    if leashed:
        follow_parent()
    with closing(Shopweave(settings)) as shop:
        with shop.database.read() as tx:
            setup.refuse_exposure(tx, settings.host)
        application = shop.application()
        collector.look_seldom()
        uvicorn.run(
            application,
            host=settings.host,
            port=settings.port,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_GRACE_SECONDS,
            **secured,
        )


def _for_the_house(settings: Settings) -> tuple[Settings, dict[str, Any]]:
    """Settings to listen on the own network, and uvicorn's for the certificate."""
    files, _ = certificate(settings)
    wanted = {"host": "0.0.0.0", "port": settings.lan_port, "https": True}  # noqa: S104
    secured = {"ssl_certfile": str(files.chain), "ssl_keyfile": str(files.key)}
    return settings.model_copy(update=wanted), secured


def worker(
    slots: Annotated[int, typer.Option(min=1, help="Jobs at the same time.")] = 3,
    leashed: Leashed = False,
) -> None:
    """Do jobs: trainings, imports, deliveries of news."""
    stop = threading.Event()

    def finish(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, finish)
    signal.signal(signal.SIGINT, finish)
    if leashed:
        follow_parent()
    settings = Settings()
    telemetry.configure(settings.log_level, settings.log_format)
    with closing(Shopweave(settings)) as shop:
        running = [part.start() for part in shop.background(slots)]
        stop.wait()
        for part in running:
            part.stop()
