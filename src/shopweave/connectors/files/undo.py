"""Take an import back: what it created goes, what it changed is as before."""

from dataclasses import dataclass
from datetime import timedelta

from shopweave.commerce import inbound, taking_back
from shopweave.connectors.files import records
from shopweave.connectors.files.errors import ImportUnderWay
from shopweave.connectors.files.report import Import, State
from shopweave.connectors.files.writing import Watch
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, Pace
from shopweave.trust.vault import Vault

_SILENCE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Undone:
    """Rows removed and restored; `kept` were changed since, or others need them."""

    removed: int = 0
    restored: int = 0
    kept: int = 0

    def plus(self, batch: inbound.TakenBack) -> "Undone":
        """With another batch."""
        return Undone(
            self.removed + len(batch.removed),
            self.restored + len(batch.restored),
            self.kept + len(batch.kept),
        )


def take_back(
    database: Database, vault: Vault, clock: Clock, undone: Import, watch: Watch
) -> Undone:
    """Undo in pieces, what depends on others first; can be killed and called again.

    Raises `ImportUnderWay`.
    """
    if is_under_way(undone, clock):
        raise ImportUnderWay(id=undone.id)
    with database.write() as tx:
        total = sum(inbound.touched(tx, undone.id).values())
        records.set_values(tx, undone.id, {"state": State.UNDOING})
    result, done = Undone(), 0
    for entity, step in taking_back.steps(clock.now(), vault).items():
        pace = Pace(database.dialect)
        while True:
            begun = clock.now()
            with database.write(durable=False) as tx:
                batch = step(tx, undone.id, pace.size)
            pace.took(clock.now() - begun)
            if not batch.rows:
                break
            result, done = result.plus(batch), done + batch.rows
            watch(done, total, entity)
    with database.write() as tx:
        values = {"state": State.UNDONE, "finished_at": clock.now()}
        records.set_values(tx, undone.id, values)
    return result


def is_under_way(found: Import, clock: Clock) -> bool:
    """Whether somebody works on it: it waits for its job, or was written to a moment ago."""
    if found.state is State.RUNNING and found.touched_at is not None:
        return clock.now() - found.touched_at < _SILENCE
    return found.state in {State.WAITING, State.RUNNING}
