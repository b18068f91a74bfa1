"""The pages of data."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile
from starlette.responses import Response

from shopweave.connectors.files import AUTO, Import, Outcome, Request, State, all_kinds
from shopweave.connectors.files import fact as fact_of
from shopweave.connectors.files import refusal as refusal_of
from shopweave.foundation import jobs
from shopweave.foundation.problems import Problem
from shopweave.trust.permissions import Permission
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, opened

router = APIRouter()
Visit = Annotated[Page, opened(Permission.DATA_READ)]
Bring = Annotated[Page, opened(Permission.DATA_IMPORT)]
Mend = Annotated[Page, opened(Permission.SYSTEM_MANAGE)]
HOME = "/data"
SHOWN, REFUSED = 15, 50
UNDER_WAY = {State.WAITING, State.RUNNING, State.UNDOING}


@router.get(HOME)
def index(page: Visit) -> Response:
    """Show imports, sources and failures."""
    return _show(page)


@router.post(HOME + "/upload")
def upload(
    page: Bring,
    file: Annotated[UploadFile, File()],
    kind: Annotated[str, Form()] = AUTO,
    source: Annotated[str, Form(max_length=120)] = "",
    step: Annotated[str, Form()] = "import",
) -> Response:
    """Take a file in, or only say what would come in."""
    if not file.filename:
        return _show(page, page.say("data.no_file"))
    wanted = Request(Path(), kind, file.filename, source.strip() or "files")
    uploads = page.house.uploads
    try:
        if step == "check":
            return _show_check(page, file.filename, uploads.check(file.file, wanted))
        taken = uploads.take(file.file, wanted, page.principal)
    except Problem as problem:
        return _show(page, problem.sentence(page.formats.language))
    return page.go(f"{HOME}/imports/{taken.id}")


@router.get(HOME + "/imports/{import_id}")
def one(import_id: str, page: Visit) -> Response:
    """Show how far an import is and what it did."""
    found = page.house.importer.find(import_id)
    rows = page.house.importer.rejections(import_id, limit=REFUSED)
    language = page.formats.language
    return page.show(
        "data/import.html",
        it=found,
        under_way=found.state in UNDER_WAY,
        total=_total(found),
        refused=[refusal_of(row, language) for row in rows],
        facts=[fact_of(note, language) for note in found.report.notes] if found.report else [],
        may_undo=page.principal.may(Permission.DATA_IMPORT) and found.state is State.DONE,
    )


@router.post(HOME + "/imports/{import_id}/undo")
def undo(import_id: str, page: Bring) -> Response:
    """Take an import back in the background."""
    page.house.uploads.ask_undo(import_id, page.principal)
    return page.go(f"{HOME}/imports/{import_id}", Notice(page.say("data.undoing")))


@router.post(HOME + "/jobs/{job_id}/retry")
def retry(job_id: str, page: Mend) -> Response:
    """Let a failed job run again."""
    with page.house.database.write() as tx:
        jobs.retry(tx, job_id)
        page.note(tx, "job.retried", f"job:{job_id}")
    return page.go(HOME, Notice(page.say("data.retried")))


@router.post(HOME + "/jobs/{job_id}/drop")
def drop(job_id: str, page: Mend) -> Response:
    """Throw a failed job away."""
    with page.house.database.write() as tx:
        jobs.drop(tx, job_id)
        page.note(tx, "job.dropped", f"job:{job_id}")
    return page.go(HOME, Notice(page.say("data.dropped")))


def _show(page: Page, problem: str = "") -> Response:
    imports = page.house.importer.newest(SHOWN)
    with page.house.database.read() as tx:
        dead = jobs.newest(tx, (jobs.State.DEAD,), limit=20)
    return page.show(
        "data/page.html",
        status=422 if problem else 200,
        problem=problem,
        imports=imports,
        dead=dead,
        kinds=list(all_kinds()),
        may_import=page.principal.may(Permission.DATA_IMPORT),
        may_mend=page.principal.may(Permission.SYSTEM_MANAGE),
    )


def _show_check(page: Page, name: str, outcome: Outcome) -> Response:
    language = page.formats.language
    return page.show(
        "data/check.html",
        name=name,
        report=outcome.report,
        refused=[refusal_of(row, language) for row in outcome.rejected[:REFUSED]],
        facts=[fact_of(note, language) for note in outcome.report.notes],
    )


def _total(found: Import) -> int:
    stages = found.report.stages if found.report else {}
    stage = stages.get(found.stage)
    return stage.total if stage else 0
