"""What others rely on, events and preferences, is documented in both languages."""

from dataclasses import fields
from pathlib import Path

import pytest
from docs import reference

from shopweave.foundation import outbox, preferences

DOCS = Path(__file__).parents[2] / "docs"


def _text(language: str) -> str:
    reference.load_everything()
    return "\n".join(path.read_text() for path in sorted((DOCS / language).rglob("*.md")))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_event_is_documented(language: str) -> None:
    """Each event of the product appears by its name."""
    text = _text(language)
    ours = [n for n, c in outbox.registered().items() if c.__module__.startswith("shopweave.")]
    assert [name for name in ours if f"`{name}`" not in text] == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_preference_is_documented(language: str) -> None:
    """Each field that a merchant may change appears by its name."""
    text = _text(language)
    ours = {
        f"{name}.{field.name}"
        for name, kind in preferences.registered().items()
        if kind.__module__.startswith("shopweave.")
        for field in fields(kind)
    }
    assert [name for name in sorted(ours) if f"`{name}`" not in text] == []
