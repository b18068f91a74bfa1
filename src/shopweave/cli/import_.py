"""`shopweave import` and `shopweave imports`: files into the record, and out again."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Column, Table

from shopweave.app import Shopweave
from shopweave.cli.output import Json, open_shop, operator, write_json
from shopweave.connectors import files
from shopweave.connectors.files import Import, Options, Outcome, Repeats, Request
from shopweave.settings import Settings
from shopweave.trust import audit

imports = typer.Typer(no_args_is_help=True, help="What was imported from files; undo it.")
SHOWN_REFUSALS = 10
_TOLD = ("id", "kind", "file", "source", "state", "by", "started_at", "finished_at")

Identifier = Annotated[str, typer.Argument(metavar="ID", help="As `imports list` shows it.")]


def import_file(
    kind: Annotated[str, typer.Argument(help=f"{', '.join(files.all_kinds())} or auto.")],
    file: Annotated[
        Path,
        typer.Argument(
            exists=True, dir_okay=False, help="CSV, TSV (also .gz), XLSX, JSONL, Parquet, XML."
        ),
    ],
    source: Annotated[str, typer.Option(help="Shop or till that the file is from.")] = "files",
    columns: Annotated[str, typer.Option(help="customer=Buyer,product=SKU,...")] = "",
    preset: Annotated[str, typer.Option(help="Layout; by default found by the columns.")] = "",
    encoding: Annotated[str, typer.Option(help="By default found from the bytes.")] = "",
    currency: Annotated[str, typer.Option(help="Of prices that name none, as in EUR.")] = "",
    time_zone: Annotated[str, typer.Option(help="Of times that name none.")] = "",
    product_pattern: Annotated[
        str, typer.Option(help="Regular expression of codes that are products.")
    ] = "",
    channel: Annotated[str, typer.Option(help="web, till, phone, ...")] = "",
    repeats: Annotated[
        Repeats, typer.Option(help="Lines that repeat another one of their order exactly.")
    ] = Repeats.KEEP,
    rejected: Annotated[
        Path | None, typer.Option(help="Write the refused rows to this CSV.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check all, write nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Bring a file into the record; refused rows are listed, the good ones are in."""
    options = Options(
        files.told_columns(columns),
        preset,
        encoding,
        currency,
        time_zone,
        product_pattern,
        channel=channel,
        repeats=repeats,
    )
    request = Request(file, kind, source=source, options=options, by=operator().id)
    with open_shop() as shop:
        outcome = shop.importer.check(request) if dry_run else _run(shop, request)
    language = Settings().language
    if rejected is not None:
        rejected.write_text(files.rejected_csv(outcome.rejected, language), "utf-8")
    if as_json:
        write_json(_document(outcome, language))
    else:
        _show(outcome, language, dry_run=dry_run)


@imports.command("list")
def list_imports(
    limit: Annotated[int, typer.Option(min=1, help="How many, newest first.")] = 20,
    as_json: Json = False,
) -> None:
    """What was imported, newest first."""
    with open_shop() as shop:
        found = shop.importer.newest(limit)
    if as_json:
        write_json({"imports": [_entry(each) for each in found]})
        return
    names = ("when", "kind", "file", "source", "state", "rows", "refused")
    table = Table(Column("id", no_wrap=True), *names)
    for each in found:
        report = each.report
        figures = (str(report.rows), str(report.refused)) if report else ("", "")
        when = each.started_at.strftime("%Y-%m-%d %H:%M")
        table.add_row(each.id, when, each.kind, each.file, each.source, each.state, *figures)
    Console(width=None if sys.stdout.isatty() else 160).print(table)


@imports.command("report")
def report_import(
    import_id: Identifier,
    rejected: Annotated[
        Path | None, typer.Option(help="Write the refused rows to this CSV.")
    ] = None,
    as_json: Json = False,
) -> None:
    """What one import did, with its refused rows."""
    language = Settings().language
    with open_shop() as shop:
        found = shop.importer.find(import_id)
        refused = shop.importer.rejections(import_id, limit=files.KEPT_REJECTIONS)
    if rejected is not None:
        rejected.write_text(files.rejected_csv(refused, language), "utf-8")
    if as_json:
        sentences = [files.refusal(row, language) for row in refused]
        write_json({**_entry(found), "refused_rows": sentences})
    elif found.report is not None:
        _show(Outcome(found.id, found.report, refused), language, dry_run=False)
    elif found.failure is not None:
        Console().print(found.failure[language], style="red")


@imports.command("undo")
def undo_import(import_id: Identifier, as_json: Json = False) -> None:
    """Take an import back: what it added goes, what it changed is as before."""
    with open_shop() as shop:
        with _progress() as watch:
            undone = shop.importer.undo(import_id, watch)
        _log(shop, "files.undo", import_id)
    if as_json:
        write_json({"import": import_id, **asdict(undone)})
        return
    Console().print(files.said("undone", Settings().language, **asdict(undone)))


@contextmanager
def _progress() -> Iterator[Callable[[int, int, str], None]]:
    """A bar on standard error for each stage."""
    console = Console(stderr=True)
    shown = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn())
    with Progress(*shown, TimeRemainingColumn(), console=console) as bars:
        tasks: dict[str, Any] = {}

        def watch(done: int, total: int, stage: str) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total or None)
            bars.update(tasks[stage], completed=done, total=total or None)

        yield watch


def _run(shop: Shopweave, request: Request) -> Outcome:
    with _progress() as watch:
        outcome = shop.importer.run(request, watch)
    _log(shop, "files.import", outcome.import_id)
    return outcome


def _log(shop: Shopweave, action: str, import_id: str) -> None:
    with shop.database.write() as tx:
        audit.record(tx, operator(), action, f"import:{import_id}", at=shop.clock.now())


def _show(outcome: Outcome, language: str, *, dry_run: bool) -> None:
    out, report = Console(soft_wrap=True), outcome.report
    for note in report.notes:
        out.print(files.fact(note, language), highlight=False)
    for name, tally in report.stages.items():
        out.print(files.stage(name, tally, language, checked=dry_run), highlight=False)
    if report.refused:
        head = files.said("refused", language, refused=report.refused, rows=report.rows)
        out.print(head, style="yellow", highlight=False)
        for row in outcome.rejected[:SHOWN_REFUSALS]:
            out.print(f"  {files.refusal(row, language)}", markup=False, highlight=False)
    undo = files.said("undo", language, id=outcome.import_id)
    out.print(undo if outcome.import_id else files.said("nothing", language), highlight=False)


def _document(outcome: Outcome, language: str) -> dict[str, Any]:
    return {
        "import": outcome.import_id,
        "report": outcome.report.as_dict(),
        "facts": [files.fact(note, language) for note in outcome.report.notes],
        "refused_rows": [files.refusal(row, language) for row in outcome.rejected],
    }


def _entry(found: Import) -> dict[str, Any]:
    values = {name: getattr(found, name) for name in _TOLD}
    return values | {"report": found.report.as_dict() if found.report else None}
