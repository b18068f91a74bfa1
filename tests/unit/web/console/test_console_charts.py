"""Small charts are SVG shapes that fit their box."""

import re

from hypothesis import given
from hypothesis import strategies as st

from shopweave.web.console import charts

series = st.lists(st.floats(-1e6, 1e6, allow_nan=False), min_size=2, max_size=40)
POINT = re.compile(r"[ML](-?[\d.]+) (-?[\d.]+)")


def points(drawing: str) -> list[tuple[float, float]]:
    """Every corner of every line in the drawing."""
    return [(float(x), float(y)) for x, y in POINT.findall(drawing)]


@given(series)
def test_a_spark_stays_in_its_box(values: list[float]) -> None:
    """No value, however large, small or flat, is drawn outside 120 by 40."""
    drawn = points(charts.spark(values))
    assert len(drawn) == len(values)
    assert all(0 <= x <= 120 and 0 <= y <= 40 for x, y in drawn)


@given(series, series)
def test_expectation_begins_where_history_ends(values: list[float], expected: list[float]) -> None:
    """The dashed line starts at the last solid point."""
    solid, dashed = re.findall(r'd="(M\d[^"]*L[^"]*)"', charts.line(values, expected))
    assert points(solid)[-1] == points(dashed)[0]


def test_columns_tell_their_label_and_escape_it() -> None:
    """A column's label is text, never markup."""
    drawn = charts.columns([1.0], ["<b>Monday"])
    assert "<title>&lt;b&gt;Monday</title>" in drawn


def test_too_little_for_a_line() -> None:
    """A single value is no line."""
    assert charts.spark([3.0]) == ""
