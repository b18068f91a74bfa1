"""Every name and property that the intake of events understands is documented."""

from pathlib import Path

import pytest

from shopweave.commerce.events import ADDRESSES, Unstored, names, properties

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_of_events_is_complete(language: str) -> None:
    """Each address, name, alias, kept property and reason stands in the reference."""
    page = (DOCS / language / "reference" / "events-intake.md").read_text()
    wanted = [*ADDRESSES, *Unstored]
    for canonical, elsewhere in names.vocabulary().items():
        wanted += [canonical, *elsewhere["segment"], *elsewhere["ga4"]]
    for kept in properties.allowed().values():
        wanted += kept
    assert [word for word in wanted if word not in page] == []
