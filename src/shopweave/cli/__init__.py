"""The `shopweave` command."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from shopweave.cli import serve, up
from shopweave.cli.anywhere import forward
from shopweave.cli.audit import audit
from shopweave.cli.backup import backup, migrate, restore
from shopweave.cli.connect import connect, sources
from shopweave.cli.customer import customer
from shopweave.cli.doctor import doctor
from shopweave.cli.errors import Broken
from shopweave.cli.evaluate import evaluate
from shopweave.cli.goods import goods
from shopweave.cli.import_ import import_file, imports
from shopweave.cli.key import key
from shopweave.cli.profit import profit
from shopweave.cli.recommend import recommend, train_recommender
from shopweave.cli.rekey import rekey
from shopweave.cli.simulate import simulate
from shopweave.cli.user import user
from shopweave.foundation.problems import Problem
from shopweave.foundation.telemetry import scrub_text
from shopweave.settings import Settings

cli = typer.Typer(no_args_is_help=True, help="AI and IoT for merchants, on their own machine.")
for command in (up.up, serve.serve, serve.worker, simulate, recommend, profit):
    cli.command()(command)
for keeping in (backup, restore, migrate, doctor, rekey):
    cli.command()(keeping)

cli.command("import")(import_file)
cli.command()(connect)
cli.add_typer(sources, name="sources")
cli.command("train")(train_recommender)
cli.add_typer(imports, name="imports")
cli.add_typer(evaluate, name="evaluate")
cli.add_typer(goods, name="goods")
cli.add_typer(user, name="user")
cli.add_typer(key, name="key")
cli.add_typer(customer, name="customer")
cli.add_typer(audit, name="audit")


@cli.callback()
def root(
    data: Annotated[
        Path | None,
        typer.Option(help="Folder of all data, also behind a command; default: .shopweave."),
    ] = None,
) -> None:
    """Shopweave joins web shop, store and customers into one record and decides from it."""
    if data is not None:
        os.environ["SHOPWEAVE_DATA"] = str(data.absolute())


def main() -> None:
    """Run the command line; a problem becomes one sentence and exit status 2."""
    try:
        cli(forward(sys.argv[1:]))
    except Problem as problem:
        Console(stderr=True).print(problem.sentence(Settings().language), style="red")
        sys.exit(2)
    except Exception as error:
        if Settings().log_level == "debug":
            raise
        broken = Broken(reason=scrub_text(f"{type(error).__name__}: {error}".split("\n")[0]))
        Console(stderr=True).print(broken.sentence(Settings().language), style="red")
        sys.exit(1)
