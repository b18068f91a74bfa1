"""What an import has to say, in the reader's language."""

from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from pathlib import Path

from shopweave.connectors.files.contents.plan import Note
from shopweave.connectors.files.report import Tally, as_csv
from shopweave.connectors.files.types import Reason, Rejection
from shopweave.foundation.i18n import Catalogue, Formats, Translator


@cache
def translator(language: str) -> Translator:
    """The voice for one language."""
    catalogue = Catalogue.load([Path(__file__).with_name("texts.toml")])
    return Translator(catalogue, Formats(language))


def refusal(row: Rejection, language: str) -> str:
    """One sentence: where it is, what is wrong, what to do."""
    say = translator(language)
    place = say(
        "files.refused.place_column" if row.column else "files.refused.place",
        line=str(row.line),
        column=row.column,
    )
    mark = "：" if language == "zh" else ": "
    text = f"{place}{mark}{remedy(row, language)}"
    return text[:1].upper() + text[1:]


def remedy(row: Rejection, language: str) -> str:
    """What is wrong with the cell and what to do, without the place."""
    if row.reason is Reason.RECORD:
        return row.told.get(language, "")
    mark = "。" if language == "zh" else "."
    return translator(language)(f"files.refused.{row.reason}", value=row.value) + mark


def fact(note: Note, language: str) -> str:
    """A note of the report as a sentence."""
    return translator(language)(f"files.note.{note.key}", **note.fields)


def stage(name: str, tally: Tally, language: str, *, checked: bool = False) -> str:
    """What became of one stage, or what would come in."""
    say = translator(language)
    key = "files.said.checked" if checked else "files.said.stage"
    return say(key, **asdict(tally) | {"stage": say(f"files.stage.{name}")})


def said(key: str, language: str, **values: object) -> str:
    """Another sentence of an import: undo, undone, refused, nothing."""
    return translator(language)(f"files.said.{key}", **values)


def csv_header(language: str) -> list[str]:
    """Names of the columns of the list of refused rows."""
    say = translator(language)
    return [say(f"files.csv.{name}") for name in ("line", "column", "value", "reason", "remedy")]


def rejected_csv(rejected: Iterable[Rejection], language: str) -> str:
    """Refused rows with what to do, as CSV that spreadsheets open."""
    return as_csv([(row, remedy(row, language)) for row in rejected], csv_header(language))
