"""`shopweave evaluate match`: how well products of another catalogue are recognised."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from shopweave.foundation.problems import Problem
from shopweave.goods import evaluate as goods
from shopweave.goods.evaluate import Options
from shopweave.settings import Settings

UNUSABLE = 2


def evaluate_match(
    test: Annotated[Path, typer.Argument(help="Pairs to test: CSV left_*, right_*, label.")],
    train: Annotated[Path, typer.Option(help="Pairs to learn from.")],
    valid: Annotated[
        Path | None, typer.Option(help="Pairs to choose on; default: a quarter of --train.")
    ] = None,
    left: Annotated[Path | None, typer.Option(help="Whole left catalogue, for blocking.")] = None,
    right: Annotated[Path | None, typer.Option(help="Whole right catalogue.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of learning and bootstrap.")] = 0,
    budget: Annotated[float, typer.Option(min=1, help="CPU seconds for learning.")] = 600.0,
    predictions: Annotated[Path | None, typer.Option(help="Write row,probability,label.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = (
        False
    ),
) -> None:
    """Product matching: the learned comparison beside plain likeness of words and letters."""
    notes = Console(stderr=True)
    options = Options(train, valid, left, right, seed, budget)
    try:
        report = goods.evaluate(test, options, lambda text: notes.print(text, style="dim"))
        if predictions is not None:
            goods.write_predictions(predictions, report)
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
    console, table = Console(), Table("comparison")
    console.print(document["protocol"])
    figures = ("precision", "recall", "f1", "validation_f1")
    for name in figures:
        table.add_column(name.replace("_", " "), justify="right")
    for name, row in document["results"].items():
        table.add_row(name, *(f"{row[figure]:.4f}" for figure in figures))
    console.print(table)
    gap, blocking = document["difference_to_best_baseline"], document["blocking"]
    console.print(
        f"F1 against {document['best_baseline']}: {gap['mean']:+.4f} "
        f"(95 % interval {gap['low']:+.4f} to {gap['high']:+.4f}); "
        f"{document['pairs_per_second']:,} pairs per CPU second"
    )
    if blocking["kept"] is not None:
        console.print(
            f"Blocking keeps {blocking['kept']:.1%} of {blocking['true_pairs']:,} true pairs "
            f"at {blocking['share']:.2%} of all pairs"
        )
