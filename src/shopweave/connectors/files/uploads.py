"""Files that come in over HTTP: kept until a job has imported them."""

import os
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import IO

from shopweave.connectors.files import records
from shopweave.connectors.files.errors import ImportUnderWay, NotStored
from shopweave.connectors.files.import_file import Importer, Outcome, Request
from shopweave.connectors.files.layouts import mark_of
from shopweave.connectors.files.options import Options
from shopweave.connectors.files.preview import Preview, look
from shopweave.connectors.files.reading import open_table
from shopweave.connectors.files.report import Import, State
from shopweave.connectors.files.undo import is_under_way
from shopweave.foundation import ids, jobs
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, Transaction
from shopweave.foundation.jobs import Handlers, JobContext
from shopweave.foundation.problems import Problem
from shopweave.trust import audit
from shopweave.trust.permissions import Principal

IMPORT, UNDO, TIDY = "files.import", "files.undo", "files.tidy"
KEPT = timedelta(days=30)
_ROWS_AT_ONCE = 1000


class Uploads:
    """Takes files in, and does the jobs that import them and take them back."""

    def __init__(self, database: Database, importer: Importer, folder: Path, clock: Clock) -> None:
        self._database, self._importer, self._clock = database, importer, clock
        self._folder = folder

    def take(self, stream: IO[bytes], request: Request, by: Principal) -> Import:
        """Store the file and ask for its import, both before the answer; returns the import.

        request: what to import and how; its path is not looked at.
        """
        new = self._kept(stream, request, by, State.WAITING)
        with self._database.write() as tx:
            records.add(tx, new)
            self._ask(tx, new, by)
        return new

    def hold(self, stream: IO[bytes], request: Request, by: Principal) -> Import:
        """Store the file until the person who sent it says yes; returns the import to be."""
        new = self._kept(stream, request, by, State.ASKED)
        with self._database.write() as tx:
            records.add(tx, new)
            audit.record(tx, by, "files.hold", f"import:{new.id}", at=new.started_at)
        return new

    def look(self, import_id: str, options: Options | None = None, kind: str = "") -> Preview:
        """The beginning of a held file, as it would come in with those options."""
        request = self._request(self._importer.find(import_id))
        wanted = replace(request, options=options or request.options, kind=kind or request.kind)
        return look(self._importer, wanted)

    def start(self, import_id: str, wanted: Request, by: Principal) -> Import:
        """Import a held file, and remember what was said of its columns; twice is once."""
        found = self._importer.find(import_id)
        if found.state is not State.ASKED:
            return found
        columns = open_table(self._request(found).path).columns
        options, now = wanted.options, self._clock.now()
        values = {"kind": wanted.kind, "source": wanted.source, "options": options.as_dict()}
        with self._database.write() as tx:
            records.set_values(tx, import_id, {**values, "state": State.WAITING})
            if options.columns:
                told = {"kind": wanted.kind, "columns": options.columns, "days": options.days}
                records.remember(tx, mark_of(columns), told, by.id, now)
            self._ask(tx, replace(found, kind=wanted.kind), by)
        return self._importer.find(import_id)

    def drop(self, import_id: str, by: Principal) -> None:
        """Forget a held file."""
        found = self._importer.find(import_id)
        if found.state is State.ASKED:
            self._forget(found)
            with self._database.write() as tx:
                records.remove(tx, import_id)
                audit.record(tx, by, "files.drop", f"import:{import_id}", at=self._clock.now())

    def _kept(self, stream: IO[bytes], request: Request, by: Principal, state: State) -> Import:
        import_id = ids.new()
        path = self._store(stream, import_id)
        return Import(
            import_id,
            request.kind,
            request.name,
            "",
            request.source,
            request.options.as_dict(),
            by.id,
            state,
            self._clock.now(),
            stored=path.name,
        )

    def _ask(self, tx: Transaction, new: Import, by: Principal) -> None:
        jobs.enqueue(tx, IMPORT, {"import": new.id}, unique_key=new.id)
        detail = {"kind": new.kind}
        audit.record(tx, by, "files.import", f"import:{new.id}", detail, at=self._clock.now())

    def check(self, stream: IO[bytes], request: Request) -> Outcome:
        """Read an upload and write nothing."""
        path = self._store(stream, ids.new())
        try:
            return self._importer.check(replace(request, path=path))
        finally:
            path.unlink(missing_ok=True)

    def ask_undo(self, import_id: str, by: Principal) -> Import:
        """Ask for an import to be taken back. Raises `UnknownImport`, `ImportUnderWay`."""
        found = self._importer.find(import_id)
        if is_under_way(found, self._clock):
            raise ImportUnderWay(id=import_id)
        with self._database.write() as tx:
            jobs.enqueue(tx, UNDO, {"import": import_id}, unique_key=import_id)
            now = self._clock.now()
            audit.record(tx, by, "files.undo", f"import:{import_id}", at=now)
        return found

    def attach(self, handlers: Handlers) -> None:
        """Register the jobs."""
        handlers.on(IMPORT, self.run, attempts=5, long=True)
        handlers.on(UNDO, self.undo, attempts=5, long=True)
        handlers.on(TIDY, self.tidy, keep=False)
        handlers.every(TIDY, days=1)

    def run(self, job: JobContext) -> None:
        """Import one upload; a file of no use is told in its report, not tried again."""
        found = self._importer.find(job.payload["import"])
        if found.state not in {State.WAITING, State.RUNNING}:
            return
        try:
            outcome = self._importer.run(self._request(found), job.progress, lambda: job.cancelled)
        except Problem as problem:
            self._fail(found, problem)
            return
        if outcome.finished:
            self._forget(found)
        elif job.cancel_asked:
            self._set_state(found, State.STOPPED)
            self._forget(found)

    def undo(self, job: JobContext) -> None:
        """Take one import back."""
        self._importer.undo(job.payload["import"], job.progress)

    def tidy(self, job: JobContext) -> None:
        """Forget refused rows after 30 days, and files that no import waits for.

        Both may hold personal data.
        """
        self._drop_strays()
        self._drop_unanswered()
        before = self._clock.now() - KEPT
        while True:
            with self._database.write() as tx:
                if not records.drop_rejections(tx, before, _ROWS_AT_ONCE):
                    return

    def _drop_unanswered(self) -> None:
        """Forget files that were shown to somebody who never said yes."""
        with self._database.read() as tx:
            old = records.waiting_for_a_word(tx, self._clock.now() - timedelta(days=1))
        for found in old:
            self._forget(found)
            with self._database.write() as tx:
                records.remove(tx, found.id)

    def _drop_strays(self) -> None:
        """Remove what a crash left between storing a file and listing it."""
        with self._database.read() as tx:
            wanted = records.stored(tx)
        yesterday = (self._clock.now() - timedelta(days=1)).timestamp()
        for path in self._folder.glob("*"):
            if path.name not in wanted and path.stat().st_mtime < yesterday:
                path.unlink(missing_ok=True)

    def _store(self, stream: IO[bytes], name: str) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._folder / name
        with path.open("wb") as file:
            shutil.copyfileobj(stream, file, 2**20)
            file.flush()
            os.fsync(file.fileno())
        return path

    def _request(self, found: Import) -> Request:
        path = self._folder / (found.stored or "")
        if not found.stored or not path.exists():
            raise NotStored(id=found.id)
        options = Options.from_dict(found.options)
        return Request(path, found.kind, found.file, found.source, options, found.by, found.id)

    def _forget(self, found: Import) -> None:
        with self._database.write() as tx:
            records.set_values(tx, found.id, {"stored": None})
        if found.stored:
            (self._folder / found.stored).unlink(missing_ok=True)

    def _fail(self, found: Import, problem: Problem) -> None:
        told = {"code": problem.code(), "en": problem.sentence("en"), "zh": problem.sentence("zh")}
        values = {"state": State.FAILED, "failure": told, "finished_at": self._clock.now()}
        with self._database.write() as tx:
            records.set_values(tx, found.id, values)
        self._forget(found)

    def _set_state(self, found: Import, state: State) -> None:
        with self._database.write() as tx:
            records.set_values(tx, found.id, {"state": state})
