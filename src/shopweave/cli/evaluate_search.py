"""`shopweave evaluate search`: how well the search finds what people meant."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from shopweave.foundation.problems import Problem
from shopweave.search import evaluate as search
from shopweave.search.evaluate import Options
from shopweave.settings import Settings

UNUSABLE = 2


def evaluate_search(
    catalogue: Annotated[Path, typer.Argument(help="Products: CSV product, title, text, ...")],
    queries: Annotated[Path, typer.Argument(help="What was typed: CSV query, text.")],
    judgements: Annotated[Path, typer.Argument(help="CSV query, product, grade; 0 = useless.")],
    top: Annotated[int, typer.Option(min=1, help="Length of the lists that are written.")] = 10,
    seed: Annotated[int, typer.Option(help="Seed of the bootstrap.")] = 0,
    predictions: Annotated[Path | None, typer.Option(help="Write query,rank,product.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = (
        False
    ),
) -> None:
    """Search: the shipped one beside BM25 over all words and over titles."""
    notes = Console(stderr=True)
    try:
        report = search.evaluate(
            catalogue,
            queries,
            judgements,
            Options(top, seed),
            lambda text: notes.print(text, style="dim"),
        )
        if predictions is not None:
            search.write_predictions(predictions, report)
    except Problem as problem:
        typer.echo(problem.sentence(Settings().language), err=True)
        raise typer.Exit(UNUSABLE) from problem
    except OSError as error:
        typer.echo(f"{error.filename}: {error.strerror}.", err=True)
        raise typer.Exit(UNUSABLE) from error
    if as_json:
        sys.stdout.write(json.dumps(report.document(), ensure_ascii=False) + "\n")
    else:
        _show(report.document())


def _show(document: dict[str, Any]) -> None:
    console, table = Console(), Table("search", "ndcg@10", "ms per query", "index CPU s")
    console.print(document["protocol"])
    for name, row in document["results"].items():
        cells = (row["ndcg@10"], row["milliseconds_per_query"], row["index_cpu_seconds"])
        table.add_row(name, *(f"{cell:.4g}" for cell in cells))
    console.print(table)
    gap = document["difference_to_best_baseline"]
    console.print(
        f"ndcg@10 against {document['best_baseline']}: {gap['mean']:+.4f} "
        f"(95 % interval {gap['low']:+.4f} to {gap['high']:+.4f})"
    )
