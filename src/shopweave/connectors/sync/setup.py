"""Everything about connected shops, wired: what app.py makes once."""

from dataclasses import dataclass

from shopweave.commerce.customers import Directory
from shopweave.connectors.registry import KINDS
from shopweave.connectors.sync.connections import Connections
from shopweave.connectors.sync.hooks import HOOK, Hooks
from shopweave.connectors.sync.round import RECONCILE, SYNC, Rounds
from shopweave.connectors.sync.shops import Shops
from shopweave.connectors.sync.write_back import WriteBack
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database
from shopweave.foundation.jobs import Handlers
from shopweave.trust.vault import Safe

TIDY = "connectors.tidy"


@dataclass(frozen=True, slots=True)
class Sources:
    """The parts that pages, routes and workers use."""

    connections: Connections
    rounds: Rounds
    hooks: Hooks
    write_back: WriteBack

    @classmethod
    def open(cls, database: Database, clock: Clock, safe: Safe, directory: Directory) -> "Sources":
        """Wire the parts."""
        shops = Shops(database, clock, safe, KINDS)
        rounds = Rounds(shops, directory)
        return cls(Connections(shops), rounds, Hooks(rounds), WriteBack(rounds))

    def attach(self, handlers: Handlers) -> None:
        """Register the jobs. A trouble is noted at its source, so a job seldom fails."""
        handlers.on(SYNC, self.rounds.sync, long=True, keep=False)
        handlers.on(RECONCILE, self.rounds.reconcile, long=True)
        handlers.on(HOOK, self.hooks.work_off, keep=False)
        handlers.on(TIDY, self.hooks.tidy, keep=False)
        handlers.every(TIDY, days=1)
        self.write_back.attach(handlers)
