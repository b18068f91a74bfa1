"""The `shopweave` command."""

import typer

from shopweave.cli.evaluate import evaluate

cli = typer.Typer(no_args_is_help=True, help="AI and IoT for merchants, on their own machine.")

cli.add_typer(evaluate, name="evaluate")


@cli.callback()
def root() -> None:
    """Shopweave joins web shop, store and customers into one record and decides from it."""


def main() -> None:
    """Run the command line."""
    cli()
