"""An entry's hash depends on everything it says and on everything before it."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopweave.trust.audit.chain import START, Link

LINK = Link(1, datetime(2026, 11, 23, tzinfo=UTC), "staff", "a", "b", "c", "{}")


@pytest.mark.parametrize("field", [field.name for field in fields(Link)])
def test_every_field_counts(field: str) -> None:
    """Changing any field changes the hash."""
    value = getattr(LINK, field)
    step = timedelta(microseconds=1) if field == "at" else 1
    changed = value + ("x" if isinstance(value, str) else step)
    assert replace(LINK, **{field: changed}).hash(START) != LINK.hash(START)


@given(st.text(max_size=8), st.text(max_size=8))
def test_fields_do_not_run_together(actor: str, action: str) -> None:
    """Moving characters from one field to the next changes the hash."""
    one = replace(LINK, actor=actor + "x", action=action)
    other = replace(LINK, actor=actor, action="x" + action)
    assert one.hash(START) != other.hash(START)


def test_the_past_counts() -> None:
    """The same entry after another past has another hash."""
    assert LINK.hash(START) != LINK.hash(b"1" * 32)
