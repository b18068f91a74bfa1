"""The beginning of a file as it would come in, before anybody presses the button."""

from dataclasses import dataclass, replace

from shopweave.connectors.files import kinds
from shopweave.connectors.files.contents.plan import Item, Plan
from shopweave.connectors.files.errors import MissingColumns, NoUsableRow, OtherReport, UnclearKind
from shopweave.connectors.files.import_file import Importer, Request
from shopweave.connectors.files.presets import Preset, preset_for
from shopweave.connectors.files.reading import Table, open_table
from shopweave.connectors.files.recognise import assigned, doubts
from shopweave.connectors.files.report import Report
from shopweave.connectors.files.types import Rejection
from shopweave.connectors.files.values import text
from shopweave.foundation.problems import Problem

ROWS = 500
_EXAMPLES, _LONGEST = 3, 40
_SHOWN = 5
_UNCLEAR = (MissingColumns, NoUsableRow, OtherReport, UnclearKind)


@dataclass(frozen=True, slots=True)
class Preview:
    """What is understood of a file after its first rows.

    examples: the first cells of each column. fields: what each field is read from. doubts: other
    columns that could be a field as well. days: whether 3/4 can be read two ways. samples: the
    first drafts of the last stage. refused: rows among them. problem: why it is not understood.
    """

    kind: str
    preset: Preset
    columns: tuple[str, ...]
    examples: dict[str, tuple[str, ...]]
    fields: dict[str, str]
    doubts: dict[str, tuple[str, ...]]
    days: bool = False
    report: Report | None = None
    samples: tuple[Item, ...] = ()
    refused: tuple[Rejection, ...] = ()
    problem: Problem | None = None

    @property
    def asks(self) -> bool:
        """Whether a person has to say something before it comes in."""
        return self.problem is not None or bool(self.doubts) or self.days


def look(importer: Importer, request: Request) -> Preview:
    """Read the first rows. Raises a problem where nobody could make it readable."""
    table = open_table(request.path, name=request.name, encoding=request.options.encoding)
    table = table.head(ROWS)
    preset = preset_for(table.columns, request.options.preset)
    options = replace(request.options, encoding=table.form.encoding)
    request = replace(request, options=options)  # found once, by reading the whole file
    try:
        report, plan = importer.plan(request, ROWS)
    except _UNCLEAR as problem:
        return _unclear(table, preset, request, problem)
    return _clear(table, preset, request, report, plan)


def _clear(table: Table, preset: Preset, request: Request, report: Report, plan: Plan) -> Preview:
    told = request.options.columns
    asked = {} if preset.columns or _was_told(report) else doubts(table.columns, report, told)
    days = any(note.key == "days_unclear" for note in report.notes)
    last = next(stage for stage in reversed(plan.stages) if stage.total)
    drafts = last.drafts(0)
    samples = tuple(item for item, _ in zip(drafts, range(_SHOWN), strict=False))
    return Preview(
        report.kind, preset, table.columns, _examples(table), report.fields, asked, days,
        report, samples, tuple(plan.rejected),
    )  # fmt: skip


def _was_told(report: Report) -> bool:
    return any(note.key == "remembered" for note in report.notes)


def _unclear(table: Table, preset: Preset, request: Request, problem: Problem) -> Preview:
    kind = preset.kind if request.kind == kinds.AUTO else request.kind
    kind = "orders" if kind == kinds.AUTO else kind
    wanted = kinds.kind_named(kind).fields
    told = {name: column for name, column in request.options.columns.items() if name in wanted}
    fields = assigned(table.columns, wanted, told)
    return Preview(
        kind, preset, table.columns, _examples(table), fields, {}, problem=problem
    )  # fmt: skip


def _examples(table: Table) -> dict[str, tuple[str, ...]]:
    """The first different cells of each column, cut short."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys(table.columns, ())
    for chunk in table.chunks():
        for column, cells in chunk.cells.items():
            said = (text(cell) for cell in cells[:50])
            texts = dict.fromkeys(cell[:_LONGEST] for cell in said if cell)
            found[column] = tuple(texts)[:_EXAMPLES]
    return found
