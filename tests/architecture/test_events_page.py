"""The page of events knows every event."""

from pathlib import Path

import pytest
from docs import reference

from shopweave.foundation import outbox

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_event_is_documented(language: str) -> None:
    """Each event that can be subscribed to stands on the page, with each of its fields."""
    reference.load_everything()
    page = (DOCS / language / "reference" / "events.md").read_text()
    lines = {line.split("`")[1]: line for line in page.splitlines() if line.startswith("| `")}
    ours = {n: c for n, c in outbox.registered().items() if c.__module__.startswith("shopweave.")}
    missing = [
        f"{name}.{field}"
        for name, cls in ours.items()
        for field in cls.__dataclass_fields__
        if f"`{field}`" not in lines.get(name, "")
    ]
    assert missing == []
