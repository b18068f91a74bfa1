"""What every way into the record has in common."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shopweave.foundation.problems import Problem


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where rows come from. `historical` rows describe the past and trigger no decision."""

    source_id: str
    now: datetime
    import_id: str | None = None
    historical: bool = False


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was left out: its position in the batch (from 0), its field and the reason."""

    row: int
    external_id: str
    field: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Upserted:
    """What a batch did to the record. `ids`: external id to our id, of every row that is in.

    `same` counts rows that were there already, or newer there than here.
    """

    created: int = 0
    changed: int = 0
    same: int = 0
    ids: dict[str, str] = field(default_factory=dict)
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One row that an import touched; `before` is None when the import created it."""

    entity: str
    id: str
    before: dict[str, Any] | None
