"""`shopweave evaluate categories`: how well products are sorted into categories."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from shopweave.foundation.problems import Problem
from shopweave.goods import evaluate as goods
from shopweave.settings import Settings

UNUSABLE = 2


def evaluate_categories(
    file: Annotated[Path, typer.Argument(help="CSV of products with their categories.")],
    text: Annotated[str, typer.Option(help="Column of the words.")] = "title",
    category: Annotated[str, typer.Option(help="Column of the category.")] = "category",
    seed: Annotated[int, typer.Option(help="Seed of the parts.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = (
        False
    ),
) -> None:
    """Categories: learned from a part of sorted products, measured on others."""
    try:
        document = goods.evaluate_sorting(goods.read_sorted(file, text, category), seed)
    except Problem as problem:
        typer.echo(problem.sentence(Settings().language), err=True)
        raise typer.Exit(UNUSABLE) from problem
    except OSError as error:
        typer.echo(f"{error.filename}: {error.strerror}.", err=True)
        raise typer.Exit(UNUSABLE) from error
    if as_json:
        sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")
        return
    console, table = Console(), Table("share of texts", "validation", "test")
    console.print(document["protocol"])
    for name, value in document["test"].items():
        table.add_row(name, str(document["validation"][name]), str(value))
    console.print(table)
