"""JSON routes of imports: upload, check, list, report, refused rows, undo."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Form, Header, Query, UploadFile
from fastapi.responses import Response

from shopweave.connectors.files import kinds
from shopweave.connectors.files.import_file import DEFAULT_SOURCE, Importer, Request
from shopweave.connectors.files.options import Options, Repeats
from shopweave.connectors.files.presets import presets
from shopweave.connectors.files.recognise import told_columns
from shopweave.connectors.files.report import Import, Report
from shopweave.connectors.files.types import Rejection
from shopweave.connectors.files.uploads import Uploads
from shopweave.connectors.files.words import fact, refusal, rejected_csv
from shopweave.connectors.files.writing import KEPT_REJECTIONS
from shopweave.foundation.i18n import preferred
from shopweave.trust.permissions import Permission, Principal, require

Viewer = Annotated[Principal, require(Permission.DATA_READ)]
Owner = Annotated[Principal, require(Permission.DATA_IMPORT)]
Language = Annotated[str, Header(alias="accept-language")]
Sent = Annotated[UploadFile, File(description="CSV, TSV (also .gz), XLSX, JSONL, Parquet, XML")]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the form says beside the file."""

    kind: Annotated[str, Form()] = kinds.AUTO
    source: Annotated[str, Form(min_length=1, max_length=120)] = DEFAULT_SOURCE
    columns: Annotated[str, Form(description="customer=Buyer,product=SKU")] = ""
    preset: Annotated[str, Form()] = ""
    encoding: Annotated[str, Form()] = ""
    currency: Annotated[str, Form()] = ""
    time_zone: Annotated[str, Form()] = ""
    product_pattern: Annotated[str, Form(max_length=200)] = ""
    channel: Annotated[str, Form(max_length=32)] = ""
    repeats: Annotated[Repeats, Form()] = Repeats.KEEP

    def request(self, file: UploadFile) -> Request:
        """As the use case takes it. Raises `WrongColumns`, `UnknownKind`."""
        if self.kind != kinds.AUTO:
            kinds.kind_named(self.kind)
        options = Options(
            told_columns(self.columns),
            self.preset,
            self.encoding,
            self.currency,
            self.time_zone,
            self.product_pattern,
            channel=self.channel,
            repeats=self.repeats,
        )
        return Request(Path(), self.kind, file.filename or "upload", self.source, options)


Wished = Annotated[Wish, Depends()]


class Imports:
    """All routes under /v1/imports."""

    def __init__(self, importer: Importer, uploads: Uploads) -> None:
        self._importer, self._uploads = importer, uploads

    def router(self) -> APIRouter:
        """The routes, each with its permission."""
        routes = APIRouter(prefix="/v1/imports", tags=["imports"])
        routes.post("", status_code=202)(self.upload)
        routes.post("/check")(self.check)
        routes.get("")(self.newest)
        routes.get("/presets")(self.presets)
        routes.get("/{import_id}")(self.one)
        routes.get("/{import_id}/refused")(self.refused)
        routes.get("/{import_id}/refused.csv")(self.refused_csv)
        routes.post("/{import_id}/undo", status_code=202)(self.undo)
        return routes

    def upload(
        self, principal: Owner, file: Sent, wish: Wished, language: Language = ""
    ) -> dict[str, Any]:
        """Take a file in; a job imports it, and `GET /v1/imports/{id}` tells how far it is."""
        taken = self._uploads.take(file.file, wish.request(file), principal)
        return entry(taken, preferred(language))

    def check(
        self, principal: Owner, file: Sent, wish: Wished, language: Language = ""
    ) -> dict[str, Any]:
        """Read a file and write nothing: what would come in, what would be refused and why."""
        outcome = self._uploads.check(file.file, wish.request(file))
        chosen = preferred(language)
        shown = outcome.rejected[:100]
        return {**told(outcome.report, chosen), "rows": [_row(row, chosen) for row in shown]}

    def newest(
        self,
        principal: Viewer,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
        language: Language = "",
    ) -> dict[str, Any]:
        """Imports, newest first."""
        chosen = preferred(language)
        return {"imports": [entry(each, chosen) for each in self._importer.newest(limit)]}

    def presets(self, principal: Viewer) -> dict[str, Any]:
        """Layouts of well-known files."""
        known = presets().values()
        return {"presets": [{"name": p.name, "kind": p.kind, "title": p.title} for p in known]}

    def one(self, import_id: str, principal: Viewer, language: Language = "") -> dict[str, Any]:
        """One import with its report."""
        return entry(self._importer.find(import_id), preferred(language))

    def refused(
        self,
        import_id: str,
        principal: Owner,
        after: Annotated[int, Query(ge=-1)] = -1,
        limit: Annotated[int, Query(ge=1, le=1000)] = 100,
        language: Language = "",
    ) -> dict[str, Any]:
        """Refused rows in the order of the file; ask on with `after` = the last number."""
        self._importer.find(import_id)
        rows = self._importer.rejections(import_id, after, limit)
        chosen = preferred(language)
        numbered = enumerate(rows, start=after + 1)
        return {"rows": [{"number": number, **_row(row, chosen)} for number, row in numbered]}

    def refused_csv(self, import_id: str, principal: Owner, language: Language = "") -> Response:
        """The refused rows as CSV that spreadsheets open."""
        found = self._importer.find(import_id)
        rows = self._importer.rejections(found.id, limit=KEPT_REJECTIONS)
        headers = {"content-disposition": f'attachment; filename="refused-{found.id}.csv"'}
        text = rejected_csv(rows, preferred(language))
        return Response(text, media_type="text/csv; charset=utf-8", headers=headers)

    def undo(self, import_id: str, principal: Owner, language: Language = "") -> dict[str, Any]:
        """Take an import back in the background."""
        return entry(self._uploads.ask_undo(import_id, principal), preferred(language))


def entry(found: Import, language: str) -> dict[str, Any]:
    """An import as programs read it."""
    return {
        "id": found.id,
        "kind": found.kind,
        "file": found.file,
        "source": found.source,
        "state": found.state,
        "stage": found.stage,
        "done": found.done,
        "started_at": found.started_at.isoformat(),
        "finished_at": found.finished_at.isoformat() if found.finished_at else None,
        "failure": (found.failure or {}).get(language),
        "report": told(found.report, language) if found.report else None,
    }


def told(report: Report, language: str) -> dict[str, Any]:
    """A report with its facts as sentences."""
    facts = [fact(note, language) for note in report.notes]
    return {**report.as_dict(), "refused": report.refused, "facts": facts}


def _row(row: Rejection, language: str) -> dict[str, Any]:
    return {
        "line": row.line,
        "column": row.column,
        "value": row.value,
        "reason": row.reason,
        "sentence": refusal(row, language),
    }
