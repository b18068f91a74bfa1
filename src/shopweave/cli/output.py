"""What the commands about people and keys have in common: the open shop, who acts, and JSON."""

import getpass
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console

from shopweave.app import Shopweave
from shopweave.settings import Settings
from shopweave.trust.permissions import SYSTEM, Principal

Json = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]
out = Console(soft_wrap=True, highlight=False)


@contextmanager
def open_shop() -> Iterator[Shopweave]:
    """The shop of the chosen data folder."""
    with closing(Shopweave(Settings())) as shop:
        yield shop


def operator() -> Principal:
    """Whoever sits at this machine may do everything, and stands in the audit log."""
    return replace(SYSTEM, id=f"command line: {getpass.getuser()}"[:64])


def write_json(document: Any) -> None:
    """Print dataclasses, moments and collections as one line of JSON."""
    sys.stdout.write(orjson.dumps(document, default=sorted).decode() + "\n")
