"""Numbers, money, dates and times as people write them in one language and time zone."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from datetime import date as Date
from decimal import Decimal

from babel import Locale, dates, numbers

from shopweave.foundation.i18n.languages import ENGLISH, LANGUAGES
from shopweave.foundation.money import Money

_DAY = {ENGLISH: "EEEE d MMMM", "zh": "M 月 d 日，EEEE"}
_DATE = {ENGLISH: "d MMM y", "zh": "y年M月d日"}
_SHORT_DATE = {ENGLISH: "d MMM", "zh": "M月d日"}


@dataclass(frozen=True, slots=True)
class Formats:
    """How one reader sees figures. Moments are aware datetimes.

    home: the currency that needs no country before its sign: ¥ and not CN¥.
    """

    language: str = ENGLISH
    time_zone: tzinfo = UTC
    home: str = ""

    @property
    def locale(self) -> Locale:
        """The Babel locale behind the language."""
        return LANGUAGES[self.language]

    def number(self, value: float | Decimal, digits: int = 1) -> str:
        """12,345 or 0.7: grouped, at most `digits` decimals."""
        shape = "#,##0." + "#" * digits if digits else "#,##0"
        return numbers.format_decimal(value, shape, locale=self.locale)

    def compact(self, value: float) -> str:
        """12.3K, or 1.2万 in Chinese; below that the number as it is."""
        start = 10_000 if self.language == "zh" else 100_000
        if abs(value) < start:
            return self.number(value)
        return numbers.format_compact_decimal(value, locale=self.locale, fraction_digits=1)

    def country(self, code: str) -> str:
        """Germany or 德国 for DE; what is no code stays as it is."""
        return str(self.locale.territories.get(code, code))

    def percent(self, share: float, digits: int = 1) -> str:
        """12.3% for 0.123."""
        shape = f"0.{'#' * digits}%" if digits else "0%"
        return numbers.format_percent(share, shape, locale=self.locale)

    def change(self, share: float) -> str:
        """+6% or −12%: a change against before, always with its sign."""
        sign = "−" if share < 0 else "+"
        return sign + self.percent(abs(share), 0 if abs(share) >= 0.1 else 1)

    def money(self, amount: Money) -> str:
        """€9.90 or −¥9.90, to the cent."""
        text = numbers.format_currency(amount.decimal(), amount.currency, locale=self.locale)
        return self._at_home(text, amount.currency)

    def about(self, amount: Money) -> str:
        """€1,204 or ¥1.2万: money at a glance, cents only below 100."""
        value = amount.decimal()
        if 0 < abs(value) < 100:
            return self.money(amount)
        if abs(value) < (10_000 if self.language == "zh" else 1_000_000):
            return self._whole(value, amount.currency)
        text = numbers.format_compact_currency(
            value, amount.currency, locale=self.locale, fraction_digits=1
        )
        return self._at_home(text, amount.currency)

    def _whole(self, value: Decimal, currency: str) -> str:
        whole = value.to_integral_value()
        text = numbers.format_currency(
            whole, currency, "¤#,##0", locale=self.locale, currency_digits=False
        )
        return self._at_home(text, currency)

    def _at_home(self, text: str, currency: str) -> str:
        text = text.replace("-", "−")
        if currency != self.home:
            return text
        sign = numbers.get_currency_symbol(currency, locale=self.locale)
        return text.replace(sign, sign.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or sign)

    def between(self, low: float, high: float) -> str:
        """29–55: uncertainty in plain text."""
        return f"{self.number(low)}–{self.number(high)}"

    def day(self, moment: datetime | Date) -> str:
        """Monday 23 November."""
        return dates.format_date(self._local(moment), _DAY[self.language], locale=self.locale)

    def date(self, moment: datetime | Date) -> str:
        """23 Nov 2026."""
        return dates.format_date(self._local(moment), _DATE[self.language], locale=self.locale)

    def short_date(self, moment: datetime | Date) -> str:
        """23 Nov."""
        shape = _SHORT_DATE[self.language]
        return dates.format_date(self._local(moment), shape, locale=self.locale)

    def time(self, moment: datetime) -> str:
        """14:05."""
        return dates.format_time(self._local_time(moment), "HH:mm", locale=self.locale)

    def moment(self, moment: datetime) -> str:
        """23 Nov 2026, 14:05."""
        comma = " " if self.language == "zh" else ", "
        return f"{self.date(moment)}{comma}{self.time(moment)}"

    def ago(self, moment: datetime, now: datetime) -> str:
        """4 minutes ago; in 3 days."""
        return dates.format_timedelta(
            moment - now, add_direction=True, threshold=1.5, locale=self.locale
        )

    def lasting(self, span: timedelta) -> str:
        """4 minutes."""
        return dates.format_timedelta(span, threshold=1.5, locale=self.locale)

    def weight(self, grams: int) -> str:
        """350 g, or 1.2 kg from a thousand grams on."""
        if grams < 1000:
            return f"{self.number(grams)} g"
        return f"{self.number(grams / 1000, 3)} kg"

    def size(self, count: int) -> str:
        """12.3 MB for a count of bytes."""
        for unit, step in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
            if count >= step:
                return f"{self.number(count / step)} {unit}"
        return f"{self.number(count)} B"

    def _local(self, moment: datetime | Date) -> Date:
        return self._local_time(moment) if isinstance(moment, datetime) else moment

    def _local_time(self, moment: datetime) -> datetime:
        return moment.astimezone(self.time_zone)
