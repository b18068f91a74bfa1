"""Refused rows and facts are told in the reader's language."""

import re
from pathlib import Path

import pytest

from shopweave.connectors import files
from shopweave.connectors.files.contents.plan import Note
from shopweave.connectors.files.report import as_csv
from shopweave.connectors.files.types import Reason, Rejection
from shopweave.connectors.files.words import csv_header, fact, refusal, translator

FOLDER = Path(files.__file__).parent


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("reason", [reason for reason in Reason if reason is not Reason.RECORD])
def test_every_reason_has_a_sentence(reason: Reason, language: str) -> None:
    """Each reason names the place and the remedy in both languages."""
    sentence = refusal(Rejection(17, "Price", "abc", reason), language)
    assert "17" in sentence
    assert "Price" in sentence
    assert "{" not in sentence


def test_the_record_speaks_for_itself() -> None:
    """What the record refused is told in its own words."""
    row = Rejection(3, "", "x", Reason.RECORD, {"en": "No.", "zh": "不行。"})
    assert refusal(row, "en") == "Line 3: No."
    assert refusal(row, "zh") == "第 3 行：不行。"


def test_every_note_has_a_sentence() -> None:
    """Each fact that the code may tell stands in the catalogue."""
    code = "".join(path.read_text() for path in FOLDER.rglob("*.py"))
    keys = set(re.findall(r'Note\(\s*"(\w+)"', code)) | {"repeats_keep", "repeats_drop"}
    assert [key for key in keys if f"files.note.{key}" not in translator("en").catalogue] == []


def test_figures_are_written_as_people_do() -> None:
    """Thousands are grouped."""
    assert fact(Note("returns", {"lines": 9269}), "en") == "9,269 lines are returns."


def test_the_list_of_refused_rows_is_safe_to_open() -> None:
    """A cell that looks like a formula is no formula in a spreadsheet."""
    row = Rejection(2, "Price", "=1+1", Reason.NOT_A_NUMBER)
    assert as_csv([(row, "bad")], csv_header("en")).splitlines() == [
        "\ufeffline,column,value,reason,what to do",
        "2,Price,'=1+1,not_a_number,bad",
    ]
