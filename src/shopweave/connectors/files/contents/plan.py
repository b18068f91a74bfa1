"""What will be written: stages of drafts, and all that is worth telling about the file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from shopweave.commerce.inbound import Delivery, Upserted
from shopweave.connectors.files.types import Rejection
from shopweave.foundation.database import Transaction

Item = tuple[int, Any]
Write = Callable[[Transaction, Delivery, list[Any]], Upserted]


@dataclass(frozen=True, slots=True)
class Note:
    """A fact for the report: a key of texts.toml, and its figures."""

    key: str
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stage:
    """Drafts of one sort. `drafts(n)` yields (line, draft) from the n-th on, always the same."""

    name: str
    total: int
    drafts: Callable[[int], Iterator[Item]]
    write: Write


@dataclass(frozen=True, slots=True)
class Plan:
    """All that one file brings. rows: data rows read, refused ones among them."""

    stages: tuple[Stage, ...]
    rows: int
    rejected: list[Rejection]
    notes: list[Note]
