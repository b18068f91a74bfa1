"""Bring a file into the record: read it all, then write it piece by piece, ready to be killed."""

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path

from shopweave.commerce import sources
from shopweave.commerce.customers import Directory
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.sources import SourceDraft
from shopweave.connectors.files import kinds, layouts, records
from shopweave.connectors.files.contents.plan import Note, Plan
from shopweave.connectors.files.contents.plans import PLANNERS
from shopweave.connectors.files.errors import (
    MissingColumns,
    NoRows,
    NoUsableRow,
    OtherReport,
    UnknownImport,
)
from shopweave.connectors.files.options import Ground, Options, Reading, settle
from shopweave.connectors.files.presets import Preset, preset_for
from shopweave.connectors.files.reading import Table, open_table
from shopweave.connectors.files.recognise import Mapping, check_columns, recognise
from shopweave.connectors.files.report import Import, Report, State, Tally
from shopweave.connectors.files.shape import shape
from shopweave.connectors.files.sieve import find_styles
from shopweave.connectors.files.types import REMARKS, Reason, Rejection
from shopweave.connectors.files.undo import Undone, take_back
from shopweave.connectors.files.writing import Watch, Writing
from shopweave.foundation import collector, ids
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

    def plan(self, request: Request, rows: int = 0) -> tuple[Report, Plan]:
        """What is understood, and all drafts that would be written; of the first rows, or all."""
        read = self._read(request, rows)
        return read.report, read.plan

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
        # A look through half a million drafts would hold the database for a fifth of a second.
        with collector.passing_over():
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
        vault = self._directory.vault
        return take_back(self._database, vault, self._clock, self.find(import_id), watch)

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

    def _read(self, request: Request, rows: int = 0) -> _Read:
        table = open_table(request.path, name=request.name, encoding=request.options.encoding)
        table = table.head(rows) if rows else table
        preset = preset_for(table.columns, request.options.preset)
        said = request
        request = self._recalled(request, table, preset)
        options = request.options
        table, mapping = _mapped(table, preset, request)
        styles = find_styles(table, mapping)
        reading = settle(options, preset, self._ground(request, mapping.kind), styles)
        plan = _told_apart(PLANNERS[mapping.kind](table, mapping, reading, self._directory))
        _check_usable(table, plan)
        report = _report(table, mapping, reading, plan)
        report.notes += [Note("remembered")] if request is not said else []
        return _Read(table, mapping, reading, plan, report)

    def _recalled(self, request: Request, table: Table, preset: Preset) -> Request:
        """The request with what a person once said of a layout that no preset knows."""
        if preset.columns:
            return request
        with self._database.read() as tx:
            told = layouts.recalled(tx, table.columns, request.kind, request.options)
        return replace(request, kind=told[0], options=told[1]) if told else request

    def _ground(self, request: Request, kind: str) -> Ground:
        """What the record knows of the source and of these bytes."""
        mark = fingerprint(request.path)
        with self._database.read() as tx:
            known = {source.name: source for source in sources.every(tx)}.get(request.source)
            seen = records.first_seen(tx, mark, request.source, kind) or self._clock.now()
            home = sources.home(tx).currency
        if known is None:
            return Ground(mark, seen, home=home)
        return Ground(mark, seen, known.currency, known.time_zone)


def _mapped(table: Table, preset: Preset, request: Request) -> tuple[Table, Mapping]:
    """The file as it is read on, and its columns by field."""
    kind = preset.kind if request.kind == kinds.AUTO else request.kind
    told = request.options.columns
    if not preset.columns or kind != preset.kind:
        return table, recognise(table.columns, kind, told=told, file=table.name)
    check_columns(told, table.columns, table.name)
    found = shape(table, preset, told)
    columns, name = found.table.columns, table.name
    try:
        mapping = recognise(columns, kind, told=found.told, closed=True, file=name)
    except MissingColumns as error:
        if not preset.instead:
            raise
        missing = error.fields["missing"]
        raise OtherReport(file=name, missing=missing, instead=preset.instead) from error
    unused = tuple(column for column in table.columns if column not in found.used)
    return found.table, replace(mapping, unused=unused)


def _told_apart(plan: Plan) -> Plan:
    """Rows that are no data become facts; the refused ones stand in the order of the file."""
    rejected = sorted(plan.rejected, key=lambda row: row.line)
    rows = [row for row in rejected if row.reason not in REMARKS]
    remarks = [row for row in rejected if row.reason in REMARKS]
    notes = [*plan.notes, *_remarks(remarks)]
    return Plan(plan.stages, plan.rows - len(remarks), rows, notes)


def _remarks(remarks: list[Rejection]) -> list[Note]:
    """Where the columns change, and how many rows are no data."""
    notes = [
        Note("columns", {"line": row.line, "columns": row.value})
        for row in remarks
        if row.reason is Reason.COLUMNS
    ]
    for reason in (Reason.TOTALS, Reason.ASIDE):
        count = sum(row.reason is reason for row in remarks)
        notes += [Note(str(reason), {"count": count})] if count else []
    return notes


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
    said = "currency" in mapping.fields or not reading.guessed
    if not said and _PRICES & mapping.fields.keys():
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
