"""Bring a file into the record: read it all, then write it piece by piece, ready to be killed."""

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from shopweave.commerce import sources
from shopweave.commerce.customers import Directory
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.sources import SourceDraft
from shopweave.connectors.files import kinds, records
from shopweave.connectors.files.contents.plan import Note, Plan
from shopweave.connectors.files.contents.plans import PLANNERS
from shopweave.connectors.files.errors import NoRows, NoUsableRow, UnknownImport
from shopweave.connectors.files.options import Ground, Options, Reading, settle
from shopweave.connectors.files.presets import preset_for
from shopweave.connectors.files.reading import Table, open_table
from shopweave.connectors.files.recognise import Mapping, recognise
from shopweave.connectors.files.report import Import, Report, State, Tally
from shopweave.connectors.files.sieve import find_styles
from shopweave.connectors.files.types import Rejection
from shopweave.connectors.files.undo import Undone, take_back
from shopweave.connectors.files.writing import Watch, Writing
from shopweave.foundation import ids
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, Transaction

DEFAULT_SOURCE = "files"
_READING = "reading"
_PRICES = frozenset({"price", "sale_price", "amount"})
# Files of these kinds tell what happened, the others what is.
_OF_THE_PAST = frozenset({"orders", "ratings"})


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asks for. by: who asks. import_id: of an upload that is listed already."""

    path: Path
    kind: str = kinds.AUTO
    name: str = ""
    source: str = DEFAULT_SOURCE
    options: Options = field(default_factory=Options)
    by: str = "system"
    import_id: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The import's id ("" for a dry run), its report, the refused rows, and whether it is done."""

    import_id: str
    report: Report
    rejected: list[Rejection]
    finished: bool = True


@dataclass(frozen=True, slots=True)
class _Read:
    """A file that was read and understood, with nothing written yet."""

    table: Table
    mapping: Mapping
    reading: Reading
    plan: Plan
    report: Report


class Importer:
    """Imports files; safe to share between threads."""

    def __init__(self, database: Database, directory: Directory, clock: Clock) -> None:
        self._database, self._directory, self._clock = database, directory, clock

    def check(self, request: Request) -> Outcome:
        """Read everything and write nothing."""
        read = self._read(request)
        return Outcome("", read.report, read.plan.rejected)

    def run(
        self,
        request: Request,
        watch: Watch = lambda done, total, stage: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Outcome:
        """Import the file, or go on where an earlier run of the same file broke off.

        watch: called with (done, total, stage). stopped: asked between pieces; the import can
        then be resumed. Raises a problem of errors.py when the file is of no use as a whole.
        """
        watch(0, 0, _READING)
        read = self._read(request)
        watch(read.report.rows, read.report.rows, _READING)
        begun, delivery = self._begin(request, read)
        writing = Writing(self._database, self._clock, begun, delivery, read.plan, read.report)
        finished = writing.write(watch, stopped)
        return Outcome(begun.id, read.report, writing.rejected, finished)

    def _begin(self, request: Request, read: _Read) -> tuple[Import, Delivery]:
        """Make source and import known, or find the import that broke off."""
        now = self._clock.now()
        reading, kind, mark = read.reading, read.mapping.kind, read.reading.mark
        draft = SourceDraft(request.source, "files", reading.currency, str(reading.time_zone))
        with self._database.write() as tx:
            source = sources.ensure(tx, draft, now)
            begun = _under_way(tx, request, kind, mark) or _listed(tx, request, kind, mark, now)
        return begun, Delivery(source.id, now, begun.id, historical=kind in _OF_THE_PAST)

    def undo(self, import_id: str, watch: Watch = lambda done, total, stage: None) -> Undone:
        """Take an import back, piece by piece. Raises `UnknownImport`, `ImportUnderWay`."""
        return take_back(self._database, self._clock, self.find(import_id), watch)

    def find(self, import_id: str) -> Import:
        """The import with that id. Raises `UnknownImport`."""
        with self._database.read() as tx:
            found = records.find(tx, import_id)
        if found is None:
            raise UnknownImport(id=import_id)
        return found

    def newest(self, limit: int = 50) -> list[Import]:
        """Imports, newest first."""
        with self._database.read() as tx:
            return records.newest(tx, limit)

    def rejections(self, import_id: str, after: int = -1, limit: int = 100) -> list[Rejection]:
        """Refused rows in the order of the file, those behind number `after`."""
        with self._database.read() as tx:
            return [row for _, row in records.rejections(tx, import_id, after, limit)]

    def _read(self, request: Request) -> _Read:
        options = request.options
        table = open_table(request.path, name=request.name, encoding=options.encoding)
        preset = preset_for(table.columns, options.preset)
        kind = preset.kind if request.kind == kinds.AUTO else request.kind
        told = {**preset.columns, **options.columns} if kind == preset.kind else options.columns
        mapping = recognise(table.columns, kind, told=told, file=table.name)
        styles = find_styles(table, mapping)
        reading = settle(options, preset, self._ground(request, mapping.kind), styles)
        plan = PLANNERS[mapping.kind](table, mapping, reading, self._directory)
        plan.rejected.sort(key=lambda row: row.line)
        _check_usable(table, plan)
        return _Read(table, mapping, reading, plan, _report(table, mapping, reading, plan))

    def _ground(self, request: Request, kind: str) -> Ground:
        """What the record knows of the source and of these bytes."""
        mark = fingerprint(request.path)
        with self._database.read() as tx:
            known = {source.name: source for source in sources.every(tx)}.get(request.source)
            seen = records.first_seen(tx, mark, request.source, kind) or self._clock.now()
        if known is None:
            return Ground(mark, seen)
        return Ground(mark, seen, known.currency, known.time_zone)


def _check_usable(table: Table, plan: Plan) -> None:
    """A file of which nothing could be used is refused as a whole."""
    if plan.rows == 0:
        raise NoRows(file=table.name)
    if len(plan.rejected) >= plan.rows:
        worst = plan.rejected[0]
        raise NoUsableRow(
            file=table.name, line=worst.line, column=worst.column or "-", reason=worst.reason
        )


def _report(table: Table, mapping: Mapping, reading: Reading, plan: Plan) -> Report:
    report = Report(
        mapping.kind,
        asdict(table.form),
        mapping.fields,
        mapping.unused,
        reading.preset,
        reading.currency,
        str(reading.time_zone),
        plan.rows,
        {stage.name: Tally(stage.total) for stage in plan.stages},
        notes=[*plan.notes, *_guesses(mapping, reading)],
    )
    report.refuse(plan.rejected)
    return report


def _guesses(mapping: Mapping, reading: Reading) -> list[Note]:
    if reading.guessed and _PRICES & mapping.fields.keys():
        return [Note("currency_guessed", {"currency": reading.currency})]
    return []


def _under_way(tx: Transaction, request: Request, kind: str, mark: str) -> Import | None:
    """The import that broke off: that of the upload, or one of the same bytes and options."""
    if request.import_id:
        found = records.find(tx, request.import_id)
        return found if found is not None and found.state is State.RUNNING else None
    options = request.options.as_dict()
    broken = records.broken_off(tx, mark, request.source, kind)
    return next((old for old in broken if old.options == options), None)


def _listed(tx: Transaction, request: Request, kind: str, mark: str, now: datetime) -> Import:
    """The row of this import: a new one, or that of its upload."""
    new = Import(
        request.import_id or ids.new(),
        kind,
        request.name or request.path.name,
        mark,
        request.source,
        request.options.as_dict(),
        request.by,
        State.RUNNING,
        now,
        touched_at=now,
    )
    if request.import_id:
        begun = {"kind": kind, "state": State.RUNNING, "fingerprint": mark, "touched_at": now}
        records.set_values(tx, new.id, begun)
    else:
        records.add(tx, new)
    return new


def fingerprint(path: Path) -> str:
    """SHA-256 of the file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
