"""Undo what an import did to one kind of row, a batch at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shopweave.commerce.inbound import records
from shopweave.commerce.inbound.records import Parts
from shopweave.commerce.inbound.types import Change
from shopweave.foundation.database import Transaction

Ids = Sequence[str]
InUse = Callable[[Transaction, Ids], set[str]]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What a batch of undoing did. `kept`: changed by someone else since, or needed by others."""

    removed: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """Rows that were dealt with; 0 when nothing is left."""
        return len(self.removed) + len(self.restored) + len(self.kept)


def note_before(
    tx: Transaction, import_id: str | None, entity: str, parts: Parts, ids: Sequence[str]
) -> None:
    """Keep images of rows that an import is about to overwrite for the first time."""
    if import_id is None or not ids:
        return
    taken = records.images(tx, parts, ids)
    records.add_changes(tx, import_id, [Change(entity, key, taken[key]) for key in ids])


def note_new(tx: Transaction, import_id: str | None, entity: str, ids: Sequence[str]) -> None:
    """Remember rows that an import creates."""
    if import_id is not None:
        records.add_changes(tx, import_id, [Change(entity, key, None) for key in ids])


def take_back(
    tx: Transaction, import_id: str, parts: Parts, changes: Sequence[Change], in_use: InUse
) -> TakenBack:
    """Remove what the import created and restore what it changed, unless changed since."""
    still = records.written_by(tx, parts, [change.id for change in changes], import_id)
    needed = in_use(tx, [c.id for c in changes if c.before is None and c.id in still])
    gone = [c.id for c in changes if c.before is None and c.id in still - needed]
    back = [c for c in changes if c.before is not None and c.id in still]
    records.remove(tx, parts, gone + [c.id for c in back])
    records.put_back(tx, parts, [c.before for c in back if c.before is not None])
    acted = {*gone, *(c.id for c in back)}
    records.remove_changes(tx, import_id, changes[0].entity, [c.id for c in changes])
    kept = tuple(c.id for c in changes if c.id not in acted)
    return TakenBack(tuple(gone), tuple(c.id for c in back), kept)
