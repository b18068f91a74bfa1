"""A moment is read in every usual form, and what is none is refused."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopweave.connectors.files.types import Reason
from shopweave.connectors.files.values import DateStyle, date_parser, date_style

moments = st.integers(31_536_000, 4_102_358_400).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)


def read(cell: object, **style: object) -> datetime | Reason | None:
    """The moment that a cell means."""
    found = date_parser(DateStyle(**style))(cell)  # type: ignore[arg-type]  # by name
    if not isinstance(found, int):
        return found
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=found)


@pytest.mark.parametrize(
    "form",
    [
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%dT%H:%M:%SZ",
        "%Y/%m/%d %H:%M:%S",
        "%Y.%m.%d %H:%M:%S",
        "%Y年%m月%d日 %H:%M:%S",
        "%Y年%m月%d日 %H时%M分%S秒",
        "%d/%m/%Y %H:%M:%S",
        "%d.%m.%Y %H:%M:%S",
        "%d-%b-%Y %H:%M:%S",
        "%d %B %Y %H:%M:%S",
        "%B %d, %Y %I:%M:%S %p",
        "%a, %d %b %Y %H:%M:%S +0000",
        "%Y%m%d%H%M%S",
    ],
)
@given(moments)
def test_reads_every_usual_form(form: str, moment: datetime) -> None:
    """What was written in a usual form is read as the same moment."""
    assert read(moment.strftime(form)) == moment


@given(moments)
def test_reads_unix_time(moment: datetime) -> None:
    """Digits count seconds since 1974, or milliseconds since 2001, told apart by their size."""
    seconds = int(moment.timestamp())
    if seconds >= 10**8:
        assert read(str(seconds)) == moment
    if seconds >= 10**9:
        assert read(str(seconds * 1000)) == moment


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2024-02-30", Reason.NOT_A_DATE),
        ("yesterday", Reason.NOT_A_DATE),
        ("0000-00-00 00:00:00", Reason.NOT_A_DATE),
        ("1899-12-30", Reason.NOT_A_DATE),
        ("31/31/2024", Reason.NOT_A_DATE),
        ("12", Reason.NOT_A_DATE),
        (True, Reason.NOT_A_DATE),
        ("", None),
        ("NaT", None),
        (None, None),
    ],
)
def test_refuses_what_is_no_date(cell: object, expected: Reason | None) -> None:
    """Impossible days and other texts are refused; an empty cell is empty."""
    assert read(cell) == expected


def test_knows_afternoon_in_both_languages() -> None:
    """2 PM and 下午2点 are fourteen o'clock; 12 AM is midnight."""
    assert read("2024年1月5日 下午2:30") == datetime(2024, 1, 5, 14, 30, tzinfo=UTC)
    assert read("01/05/2024 12:10 AM", day_first=False) == datetime(2024, 1, 5, 0, 10, tzinfo=UTC)


def test_a_time_without_zone_is_the_shops_time() -> None:
    """A summer afternoon in London is an hour earlier in UTC; a given offset wins."""
    london = ZoneInfo("Europe/London")
    assert read("2024-07-01 15:00", zone=london) == datetime(2024, 7, 1, 14, tzinfo=UTC)
    assert read("2024-07-01T15:00+08:00", zone=london) == datetime(2024, 7, 1, 7, tzinfo=UTC)


def test_reads_a_workbooks_day_count() -> None:
    """A bare number in a workbook counts days; in a text it means nothing."""
    assert read(45_000.5) == datetime(2023, 3, 15, 12, tzinfo=UTC)
    assert read("45000.5") == Reason.NOT_A_DATE


def test_the_column_tells_whether_the_day_comes_first() -> None:
    """One 13th settles the order of day and month for its column; without one it stays open."""
    assert date_style(["1/2/2024", "13/2/2024"]) == DateStyle(day_first=True, sure=True)
    assert date_style(["1/2/2024", "2/13/2024"]) == DateStyle(day_first=False, sure=True)
    assert not date_style(["1/2/2024", "3/4/2024"]).sure
    assert date_style(["2024-01-02"]).sure


@given(st.one_of(st.text(), st.floats(), st.integers(), st.binary()))
def test_never_fails_on_any_cell(cell: object) -> None:
    """Whatever a cell holds, the answer is a moment, nothing, or the reason."""
    assert isinstance(date_parser(DateStyle())(cell), int | Reason | None)
