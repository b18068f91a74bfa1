"""The intake of events as a server of its own: `python -m benchmarks.event_server --help`.

Permission checks, the vault and the access log are on, as in the whole product.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from shopweave import schema
from shopweave.commerce import events, sources
from shopweave.commerce.customers import Directory
from shopweave.commerce.sources import SourceDraft
from shopweave.foundation import collector
from shopweave.foundation.clock import Clock, SystemClock
from shopweave.foundation.database import Database
from shopweave.foundation.writer import Writer
from shopweave.trust import Trust, keys
from shopweave.trust.permissions import SYSTEM, Permission

SENDING = frozenset({Permission.EVENTS_SEND})


@dataclass(frozen=True, slots=True)
class Served:
    """An application with its keys."""

    app: Starlette
    secret: str
    public: str
    writer: Writer
    live: events.Live
    trust: Trust

    def close(self) -> None:
        """Store what was taken, and end the threads."""
        self.writer.stop()
        self.trust.door.close()


def assemble(database: Database, folder: Path, draft: SourceDraft) -> Served:
    """Wire the intake for one source, with a secret and a public key."""
    clock = SystemClock()
    schema.create(database)
    trust = Trust.open(database, clock, folder, _no_pages)
    secret, public = _keys(database, clock, folder / "keys.json", draft)
    writer = Writer(database)
    live = events.Live(database)
    ledger = events.Ledger(events.People(Directory(trust.vault)), live)
    intake = events.Intake(events.Door(database, clock), ledger, writer)

    routes = [*intake.routes(), Route("/readyz", _ready)]
    app = Starlette(routes=routes)
    app.state.gate = trust.door
    return Served(app, secret, public, writer, live, trust)


def _keys(database: Database, clock: Clock, file: Path, draft: SourceDraft) -> tuple[str, str]:
    """Make the keys at the first start, and read them again at the next."""
    if not file.exists():
        with database.write() as tx:
            source = sources.ensure(tx, draft, clock.now())
            made = {
                kind.value: keys.create(tx, SYSTEM, _wanted(kind, source.id), clock.now())[1]
                for kind in keys.KeyKind
            }
        file.write_text(json.dumps(made))
    read = json.loads(file.read_text())
    return read["secret"], read["public"]


def _wanted(kind: keys.KeyKind, source_id: str) -> keys.NewKey:
    return keys.NewKey(kind, kind.value, SENDING, source=source_id, per_second=100_000)


async def _no_pages(_request: Request) -> None:
    """Nothing comes from a page of the console here."""


async def _ready(_request: Request) -> Response:
    return PlainTextResponse("ready")


def main() -> None:
    """Serve until a signal comes; its keys stand in `keys.json` of the folder."""
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("--database", required=True)
    read.add_argument("--folder", type=Path, required=True)
    read.add_argument("--port", type=int, required=True)
    asked = read.parse_args()
    served = assemble(Database.open(asked.database), asked.folder, SourceDraft("bench", "web"))
    collector.look_seldom()
    uvicorn.run(served.app, host="127.0.0.1", port=asked.port, log_level="info")
    served.close()


if __name__ == "__main__":
    main()
