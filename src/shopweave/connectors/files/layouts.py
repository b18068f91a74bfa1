"""What a person said of a layout that nobody knew: remembered for its next file."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from shopweave.connectors.files import kinds, records
from shopweave.connectors.files.options import Options
from shopweave.connectors.files.plain import bare
from shopweave.foundation.database import Transaction


@dataclass(frozen=True, slots=True)
class Told:
    """What the file holds, field to column, and what comes first in 3/4 if that was asked."""

    kind: str
    columns: dict[str, str] = field(default_factory=dict)
    days: str = ""


def mark_of(columns: Sequence[str]) -> str:
    """The same for the same names of columns, in whatever order and writing."""
    return hashlib.sha256("\n".join(sorted(map(bare, columns))).encode()).hexdigest()


def recalled(
    tx: Transaction, columns: Sequence[str], kind: str, options: Options
) -> tuple[str, Options] | None:
    """Kind and options as a person once said for this layout; None where he said other things."""
    if options.columns or options.preset:
        return None
    told = records.told(tx, mark_of(columns))
    if told is None or kind not in {kinds.AUTO, told.kind}:
        return None
    known = {"", *columns}
    there = {name: column for name, column in told.columns.items() if column in known}
    return told.kind, replace(options, columns=there, days=options.days or told.days)
