"""What an import did, in figures, facts and refused rows; in words in texts.toml."""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from shopweave.connectors.files.contents.plan import Note
from shopweave.connectors.files.types import Rejection


class State(StrEnum):
    """Where an import stands.

    `asked`: shown to a person, who has not said yes. `failed`: nothing of it is in. `stopped`: it
    can go on.
    """

    ASKED = "asked"
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    UNDOING = "undoing"
    UNDONE = "undone"


@dataclass(slots=True)
class Tally:
    """What one stage did to the record."""

    total: int = 0
    created: int = 0
    changed: int = 0
    same: int = 0


@dataclass(slots=True)
class Report:
    """What is known after reading a file, and after writing it.

    rows: data rows read. stages: name to tally. reasons: how often each reason refused a row.
    """

    kind: str
    form: dict[str, str]
    fields: dict[str, str]
    unused: tuple[str, ...]
    preset: str
    currency: str
    time_zone: str
    rows: int = 0
    stages: dict[str, Tally] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    @property
    def refused(self) -> int:
        """How many rows were refused."""
        return sum(self.reasons.values())

    def refuse(self, rejected: Iterable[Rejection]) -> None:
        """Count refused rows by their reason."""
        self.reasons = dict(Counter(self.reasons) + Counter(str(r.reason) for r in rejected))

    def as_dict(self) -> dict[str, Any]:
        """As plain values, for the database and `--json`."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> "Report":
        """Back from plain values."""
        stages = {name: Tally(**tally) for name, tally in values["stages"].items()}
        notes = [Note(note["key"], note["fields"]) for note in values["notes"]]
        return cls(**values | {"stages": stages, "notes": notes, "unused": tuple(values["unused"])})


@dataclass(frozen=True, slots=True)
class Import:
    """One import as the console lists it. `failure`: why nothing is in, by language."""

    id: str
    kind: str
    file: str
    fingerprint: str
    source: str
    options: dict[str, Any]
    by: str
    state: State
    started_at: datetime
    stage: str = ""
    done: int = 0
    report: Report | None = None
    stored: str | None = None
    failure: dict[str, str] | None = None
    touched_at: datetime | None = None
    finished_at: datetime | None = None


def as_csv(rejected: Iterable[tuple[Rejection, str]], header: Iterable[str]) -> str:
    """Refused rows with their sentences, as CSV that spreadsheets open."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    for row, sentence in rejected:
        texts = map(_safe, (row.column, row.value, row.reason, sentence))
        writer.writerow([row.line, *texts])
    return "\ufeff" + text.getvalue()


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
