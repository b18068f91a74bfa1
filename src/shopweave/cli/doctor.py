"""`shopweave doctor`: what is out of order here, and what to do about it."""

from contextlib import closing

import httpx
import typer

from shopweave.app import Shopweave
from shopweave.cli.output import Json, out, write_json
from shopweave.foundation import checks
from shopweave.foundation.checks import Checks, Finding
from shopweave.foundation.problems import Problem
from shopweave.settings import Settings


def doctor(as_json: Json = False) -> None:
    """Check database, tables, disk, clock, key file, port and work; exit status 2 if any fails."""
    settings = Settings()
    findings = [*_inside(settings), *_outside(settings)]
    if as_json:
        write_json({"findings": [_document(finding) for finding in findings]})
    else:
        for finding in findings:
            _print(finding, settings.language)
    if any(finding.problem for finding in findings):
        raise typer.Exit(2)


def _inside(settings: Settings) -> list[Finding]:
    """Open the shop and make its own checks; a shop that does not open is the only finding."""
    try:
        with closing(Shopweave(settings)) as shop:
            return [Finding("key file", None), *shop.checks().run()]
    except Problem as problem:
        return [Finding("start", problem)]
    except Exception as error:
        return [Finding("start", checks.CheckBroke(reason=type(error).__name__))]


def _outside(settings: Settings) -> list[Finding]:
    """The port must be free, or ours."""
    if _answers(settings):
        return [Finding("port", None)]
    return Checks().on("port", checks.port_is_ours(settings.host, settings.port)).run()


def _answers(settings: Settings) -> bool:
    try:
        found = httpx.get(f"http://127.0.0.1:{settings.port}/livez", timeout=2)
    except httpx.HTTPError:
        return False
    return found.text == "ok"


def _document(finding: Finding) -> dict[str, object]:
    problem = finding.problem
    return {"check": finding.name, "ok": problem is None, "sentence": str(problem or "")}


def _print(finding: Finding, language: str) -> None:
    if finding.problem is None:
        out.print(f"[green]✓[/green] {finding.name}")
    else:
        out.print(f"[red]✗[/red] {finding.name}: {finding.problem.sentence(language)}")
