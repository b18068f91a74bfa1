"""Moments as shops write them, as microseconds since 1970 in UTC."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from shopweave.connectors.files.types import Reason

Moment = int | Reason | None

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EXCEL_EPOCH = datetime(1899, 12, 30, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_FIRST_YEAR, _LAST_YEAR = 1970, 2100
_NOTHING = frozenset({"", "nan", "nat", "null", "none", "n/a", "-", "--"})
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_CLOCK = (
    r"(?:[T ,]*(?P<half>上午|下午)?\s*(?P<hour>\d{1,2})[:时点](?P<minute>\d{2})分?"
    r"(?:[:]?(?P<second>\d{2})秒?(?:[.,](?P<part>\d{1,9}))?)?\s*(?P<noon>[ap]\.?m\.?)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?$"
)
_YEAR_FIRST = re.compile(
    r"^(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?" + _CLOCK, re.I
)
_YEAR_LAST = re.compile(
    r"^(?P<first>\d{1,2})[-/.](?P<second_>\d{1,2})[-/.](?P<year>\d{2}|\d{4})" + _CLOCK, re.I
)
_NAMED = re.compile(
    r"^(?:[a-z]{3,9},? )?(?:(?P<day>\d{1,2})[- .](?P<month>[a-z]{3,9})|(?P<month_>[a-z]{3,9})"
    r"\.?[ -](?P<day_>\d{1,2})(?:st|nd|rd|th)?),?[- ](?P<year>\d{4}|\d{2})" + _CLOCK,
    re.I,
)
_DIGITS = re.compile(r"^-?\d+(\.\d+)?$")


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How this column writes days: zone of times without one, and whether 3/4 is the 3rd of April.

    `sure` is False when every day in the column could be read both ways.
    """

    zone: tzinfo = UTC
    day_first: bool = True
    sure: bool = True


def date_style(cells: Iterable[object], zone: tzinfo = UTC) -> DateStyle:
    """The style that the column's cells show; the day first when they leave it open."""
    pairs = [
        (int(found["first"]), int(found["second_"]))
        for found in (_YEAR_LAST.match(cell.strip()) for cell in cells if isinstance(cell, str))
        if found
    ]
    day_first = sum(first > 12 for first, _ in pairs)
    month_first = sum(second > 12 for _, second in pairs)
    return DateStyle(zone, day_first >= month_first, not pairs or day_first != month_first)


def date_parser(style: DateStyle) -> Callable[[object], Moment]:
    """A parser of cells: microseconds, None for empty, NOT_A_DATE for anything else."""

    def parse(cell: object) -> Moment:
        if cell is None or (isinstance(cell, str) and cell.strip().casefold() in _NOTHING):
            return None
        try:
            moment = _moment(cell, style)
        except (ValueError, OverflowError):
            return Reason.NOT_A_DATE
        if moment is None or not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
            return Reason.NOT_A_DATE
        return (moment - _EPOCH) // _MICROSECOND

    return parse


def _moment(cell: object, style: DateStyle) -> datetime | None:
    if isinstance(cell, datetime):
        return _aware(cell, style.zone)
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day, tzinfo=style.zone).astimezone(UTC)
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return _counted(float(cell), workbook=True)
    return _written(str(cell).strip(), style)


def _written(text: str, style: DateStyle) -> datetime | None:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if _DIGITS.match(text):
        return _digits(text, style)
    try:
        return _aware(datetime.fromisoformat(text), style.zone)
    except ValueError:
        return _other_form(text, style)


def _digits(text: str, style: DateStyle) -> datetime | None:
    """20091201 and 20091201074500 are dates; other digits count seconds or parts of them."""
    forms = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}
    if len(text) in forms and text[:2] in {"19", "20"}:
        return _aware(datetime.strptime(text, forms[len(text)]), style.zone)  # noqa: DTZ007 - zone follows
    return _counted(float(text), workbook=False)


def _counted(number: float, *, workbook: bool) -> datetime | None:
    """Days of a workbook, or Unix seconds, milliseconds, microseconds, nanoseconds by size."""
    if workbook and 20_000 < number < 80_000:
        return _EXCEL_EPOCH + timedelta(days=number)
    for smallest, per_second in ((1e17, 1e9), (1e14, 1e6), (1e11, 1e3), (1e8, 1)):
        if number >= smallest:
            return _EPOCH + timedelta(microseconds=round(number * (1e6 / per_second)))
    return None


def _other_form(text: str, style: DateStyle) -> datetime | None:
    if found := _YEAR_FIRST.match(text):
        return _built(found, int(found["month"]), int(found["day"]), style)
    if found := _YEAR_LAST.match(text):
        first, second = int(found["first"]), int(found["second_"])
        day, month = (first, second) if style.day_first else (second, first)
        return _built(found, month, day, style)
    if found := _NAMED.match(text):
        month = _MONTHS[(found["month"] or found["month_"])[:3].lower()]
        return _built(found, month, int(found["day"] or found["day_"]), style)
    return None


def _built(found: re.Match[str], month: int, day: int, style: DateStyle) -> datetime:
    year = int(found["year"])
    if year < 100:
        year += 2000 if year < 70 else 1900
    hour = _hour(int(found["hour"] or 0), found["noon"] or "", found["half"] or "")
    part = int((found["part"] or "0").ljust(6, "0")[:6])
    minute, second = int(found["minute"] or 0), int(found["second"] or 0)
    moment = datetime(year, month, day, hour, minute, second, part, _zone(found["zone"]))
    return _aware(moment, style.zone)


def _hour(hour: int, noon: str, half: str) -> int:
    afternoon = noon[:1].lower() == "p" or half == "下午"
    if afternoon and hour < 12:
        return hour + 12
    return 0 if hour == 12 and (noon[:1].lower() == "a" or half == "上午") else hour


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text[0] not in "+-":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


def _aware(moment: datetime, zone: tzinfo) -> datetime:
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
