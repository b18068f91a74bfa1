"""The pages of data."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, UploadFile
from starlette.responses import Response

from shopweave.connectors.files import AUTO, Import, Request, State
from shopweave.connectors.files import fact as fact_of
from shopweave.connectors.files import refusal as refusal_of
from shopweave.foundation import jobs
from shopweave.foundation.problems import Problem
from shopweave.trust.permissions import Permission
from shopweave.web.console.data import asking
from shopweave.web.console.data.asking import Said
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, opened

router = APIRouter()
Visit = Annotated[Page, opened(Permission.DATA_READ)]
Bring = Annotated[Page, opened(Permission.DATA_IMPORT)]
Mend = Annotated[Page, opened(Permission.SYSTEM_MANAGE)]
HOME = "/data"
SHOWN, REFUSED = 15, 50
_FEWEST = 2
UNDER_WAY = {State.WAITING, State.RUNNING, State.UNDOING}


@router.get(HOME)
def index(page: Visit) -> Response:
    """Show imports, sources and failures."""
    return _show(page)


@router.post(HOME + "/upload")
def upload(page: Bring, file: Annotated[UploadFile, File()]) -> Response:
    """Take a file, and show how it would come in before anything is written."""
    if not file.filename:
        return _show(page, page.say("data.no_file"))
    held = page.house.uploads.hold(file.file, Request(Path(), AUTO, file.filename), page.principal)
    try:
        seen = page.house.uploads.look(held.id)
        if seen.problem and len(seen.columns) < _FEWEST:
            raise seen.problem
    except Problem as problem:
        page.house.uploads.drop(held.id, page.principal)
        return _show(page, problem.sentence(page.formats.language))
    return page.go(f"{HOME}/imports/{held.id}")


@router.get(HOME + "/imports/{import_id}")
def one(import_id: str, page: Visit) -> Response:
    """Show how far an import is and what it did."""
    found = page.house.importer.find(import_id)
    if found.state is State.ASKED:
        return asking.show(page, found)
    rows = page.house.importer.rejections(import_id, limit=REFUSED)
    language = page.formats.language
    return page.show(
        "data/import.html",
        it=found,
        under_way=found.state in UNDER_WAY,
        total=_total(found),
        refused=[refusal_of(row, language) for row in rows],
        facts=[fact_of(note, language) for note in found.report.notes] if found.report else [],
        teaches=found.kind == "orders" and found.state is State.DONE,
        may_undo=page.principal.may(Permission.DATA_IMPORT) and found.state is State.DONE,
    )


@router.post(HOME + "/imports/{import_id}/start")
def start(import_id: str, page: Bring, said: Annotated[Said, Depends()]) -> Response:
    """Bring a file in as it was shown, or as a person says now."""
    found = page.house.importer.find(import_id)
    if found.state is State.ASKED and (again := asking.unclear(page, found, said)):
        return again
    page.house.uploads.start(import_id, said.request(), page.principal)
    return page.go(f"{HOME}/imports/{import_id}")


@router.post(HOME + "/imports/{import_id}/drop")
def leave(import_id: str, page: Bring) -> Response:
    """Forget a file that was only shown."""
    page.house.uploads.drop(import_id, page.principal)
    return page.go(HOME, Notice(page.say("data.left")))


@router.post(HOME + "/imports/{import_id}/undo")
def undo(import_id: str, page: Bring) -> Response:
    """Take an import back in the background."""
    page.house.uploads.ask_undo(import_id, page.principal)
    return page.go(f"{HOME}/imports/{import_id}", Notice(page.say("data.undoing")))


@router.post(HOME + "/feeds")
def make_feed(page: Mend, source: Annotated[str, Form(max_length=120)]) -> Response:
    """Make an address under which a source's products can be read."""
    page.house.feeds.make(source, page.formats.language, page.principal)
    return page.go(HOME, Notice(page.say("data.feed_made")))


@router.post(HOME + "/feeds/{feed_id}/withdraw")
def withdraw_feed(feed_id: str, page: Mend) -> Response:
    """Let an address hold no longer."""
    page.house.feeds.withdraw(feed_id, page.principal)
    return page.go(HOME, Notice(page.say("data.feed_withdrawn")))


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
        feeds = [(feed, page.house.feeds.counts(tx, feed)) for feed in page.house.feeds.every()]
    return page.show(
        "data/page.html",
        status=422 if problem else 200,
        problem=problem,
        imports=imports,
        dead=dead,
        feeds=feeds,
        root=str(page.request.base_url).rstrip("/"),
        may_import=page.principal.may(Permission.DATA_IMPORT),
        may_mend=page.principal.may(Permission.SYSTEM_MANAGE),
    )


def _total(found: Import) -> int:
    stages = found.report.stages if found.report else {}
    stage = stages.get(found.stage)
    return stage.total if stage else 0
