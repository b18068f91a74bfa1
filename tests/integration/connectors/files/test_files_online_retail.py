"""A real year of a real shop is understood."""

import os
from pathlib import Path

import pytest

from shopweave.connectors.files import Importer, Reason, Request, Tally

FILE = "online_retail_2009_2010.csv.gz"


@pytest.fixture
def path() -> Path:
    """Half a million lines of Online Retail II (UCI, D. Chen)."""
    folder = Path(os.environ.get("SHOPWEAVE_DATASETS", "/nowhere"))
    found = next(folder.rglob(FILE), None)
    if found is None:
        pytest.skip(f"{FILE} is not here: set SHOPWEAVE_DATASETS")
    return found


@pytest.mark.datasets
@pytest.mark.slow
def test_online_retail(importer: Importer, path: Path) -> None:
    """Orders, returns, fees, corrections and bad debt are told apart; three lines are refused."""
    outcome = importer.check(Request(path))
    report = outcome.report
    assert (report.kind, report.preset, report.currency) == ("orders", "online-retail", "GBP")
    assert report.rows == 502_938
    assert report.stages == {
        "customers": Tally(4336),
        "products": Tally(4216),
        "orders": Tally(24_575),
    }
    assert [row.reason for row in outcome.rejected] == [Reason.NEGATIVE_PRICE] * 3
    lines = {note.key: note.fields.get("lines") for note in report.notes}
    assert lines["orders"] == 499_456
    assert (lines["returns"], lines["fees"], lines["corrections"]) == (9269, 2940, 3479)
