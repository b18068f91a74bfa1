"""Figures read as people of the language write them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from shopweave.foundation.i18n import Formats
from shopweave.foundation.money import Money

ENGLISH = Formats("en", ZoneInfo("Europe/Berlin"))
CHINESE = Formats("zh", ZoneInfo("Asia/Shanghai"))
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("amount", "english", "chinese"),
    [
        (Money(990, "EUR"), "€9.90", "€9.90"),
        (Money(120_400, "EUR"), "€1,204", "€1,204"),
        (Money(12_345_600, "CNY"), "CN¥123,456", "¥12.3万"),
        (Money(-500, "CNY"), "−CN¥5.00", "−¥5.00"),
        (Money(1_200, "JPY"), "JP¥1,200", "JP¥1,200"),
    ],
)
def test_money_at_a_glance(amount: Money, english: str, chinese: str) -> None:
    """Cents only for small amounts; Chinese counts large ones in 万."""
    assert (ENGLISH.about(amount), CHINESE.about(amount)) == (english, chinese)


def test_the_home_currency_needs_no_country() -> None:
    """A shop that trades in yuan sees ¥; to others it stays CN¥."""
    at_home = Formats("en", home="CNY")
    assert at_home.money(Money(990, "CNY")) == "¥9.90"
    assert at_home.about(Money(120_400, "CNY")) == "¥1,204"
    assert at_home.money(Money(990, "USD")) == "US$9.90"


def test_moments_are_local() -> None:
    """A moment is shown on the reader's clock, in the reader's order of day and month."""
    assert ENGLISH.moment(NOON) == "23 Nov 2026, 13:00"
    assert CHINESE.moment(NOON) == "2026年11月23日 20:00"
    assert ENGLISH.day(NOON) == "Monday 23 November"
    assert CHINESE.day(NOON) == "11 月 23 日，星期一"


def test_ago_is_a_plain_phrase() -> None:
    """How long ago is one round figure with its unit."""
    assert ENGLISH.ago(NOON - timedelta(minutes=4), NOON) == "4 minutes ago"
    assert CHINESE.ago(NOON - timedelta(minutes=4), NOON) == "4分钟前"


def test_changes_carry_their_sign() -> None:
    """A change against before is never shown without plus or minus."""
    assert (ENGLISH.change(0.06), ENGLISH.change(-0.124)) == ("+6%", "−12%")


def test_large_counts() -> None:
    """Chinese counts in 万 from ten thousand; English keeps digits until a hundred thousand."""
    assert (ENGLISH.compact(12_345), CHINESE.compact(12_345)) == ("12,345", "1.2万")


def test_sizes() -> None:
    """Bytes are shown in the unit that leaves few digits."""
    assert [ENGLISH.size(n) for n in (12, 12_300, 4_000_000)] == ["12 B", "12.3 kB", "4 MB"]
