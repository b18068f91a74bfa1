"""`shopweave evaluate`: an honest test of a skill on the merchant's own data."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from shopweave.cli.evaluate_categories import evaluate_categories
from shopweave.cli.evaluate_match import evaluate_match
from shopweave.cli.evaluate_search import evaluate_search
from shopweave.connectors import files
from shopweave.foundation.problems import Problem
from shopweave.recommend import evaluate as recommend
from shopweave.recommend.evaluate import Options, Report, Task, usual_days
from shopweave.settings import Settings

evaluate = typer.Typer(
    no_args_is_help=True, help="Test a skill on your own past, beside simple rules."
)
UNUSABLE = 2
evaluate.command("categories")(evaluate_categories)
evaluate.command("match")(evaluate_match)
evaluate.command("search")(evaluate_search)


@evaluate.callback()
def skills() -> None:
    """Test a skill on your own past, beside simple rules."""


@evaluate.command("recommend")
def evaluate_recommend(
    file: Annotated[Path, typer.Argument(help="Orders or views: CSV, CSV.gz, TSV, XLSX, Parquet.")],
    task: Annotated[Task, typer.Option(help="What is asked about the past.")] = Task.next_purchase,
    test_days: Annotated[
        int | None, typer.Option(min=1, help="Length of a test window in days: 30, session 1.")
    ] = None,
    origins: Annotated[int, typer.Option(min=1, help="How many windows, going back.")] = 1,
    top: Annotated[int, typer.Option(min=1, help="Length of the lists.")] = 20,
    columns: Annotated[str, typer.Option(help="customer=Buyer,product=SKU,...")] = "",
    product_pattern: Annotated[
        str | None, typer.Option(help="Regular expression of codes that are products.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of the bootstrap.")] = 0,
    budget: Annotated[float, typer.Option(min=1, help="CPU seconds for training.")] = 600.0,
    predictions: Annotated[Path | None, typer.Option(help="Write the lists to this CSV.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = (
        False
    ),
) -> None:
    """Recommendation: the shipped blend beside popularity, habit, neighbours, content and EASE."""
    notes = Console(stderr=True)
    try:
        options = Options(
            task=task,
            test_days=test_days or usual_days(task),
            origins=origins,
            top=top,
            seed=seed,
            budget=budget,
            product_pattern=product_pattern,
            columns=files.told_columns(columns),
        )
        report = recommend.evaluate(file, options, lambda text: notes.print(text, style="dim"))
        if predictions is not None:
            recommend.write_predictions(predictions, report)
    except Problem as problem:
        typer.echo(problem.sentence(Settings().language), err=True)
        raise typer.Exit(UNUSABLE) from problem
    except OSError as error:
        typer.echo(f"{error.filename}: {error.strerror}.", err=True)
        raise typer.Exit(UNUSABLE) from error
    if as_json:
        sys.stdout.write(json.dumps(report.document(), ensure_ascii=False) + "\n")
    else:
        _show(report)


def _show(report: Report) -> None:
    document = report.document()
    console = Console()
    console.print(f"[bold]{document['task']}[/bold]: {document['protocol']}")
    console.print(_data(document["data"]))
    console.print(_cleaning(document["cleaning"]))
    console.print(_table(document["results"]))
    best, gap = document["best_baseline"], document["difference_to_best_baseline"]
    console.print(
        f"{document['metric']}, blend against {best}: {gap['mean']:+.4f} "
        f"(95 % interval {gap['low']:+.4f} to {gap['high']:+.4f})"
        + (": better." if gap["better"] else ": not surely better.")
    )


def _data(data: dict[str, Any]) -> str:
    counts = ", ".join(
        f"{data[name]:,} {name}"
        for name in ("lines", "customers", "products", "orders")
        if data[name] is not None
    )
    return f"Data: {counts}; {data['first'][:10]} to {data['last'][:10]}"


def _cleaning(cleaning: dict[str, Any]) -> str:
    left_out = [f"{count:,} {rule}" for rule, count in cleaning["dropped"].items() if count]
    pattern = escape(cleaning["product_pattern"] or "any")
    return f"Left out: {', '.join(left_out) or 'nothing'}; product codes: {pattern}"


def _table(results: dict[str, dict[str, float]]) -> Table:
    table = Table("model")
    columns = [name for name in next(iter(results.values())) if name != "by_origin"]
    for name in columns:
        table.add_column(name.replace("_", " "), justify="right")
    for model, row in results.items():
        table.add_row(model, *(f"{row[name]:.4g}" for name in columns))
    return table
