"""What a currency was worth on a day: dated quotes, never one of a later day."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

NANO = 10**9


@dataclass(frozen=True, slots=True)
class Quote:
    """From a day on (days since 1970), one `base` costs `nano` billionths of `currency`."""

    base: str
    currency: str
    day: int
    nano: int


@dataclass(frozen=True, slots=True)
class Rate:
    """Major units times numerator / denominator; `day` is that of the oldest quote behind it."""

    numerator: int
    denominator: int
    day: int

    def times(self, other: "Rate") -> "Rate":
        """One conversion after the other."""
        numerator = self.numerator * other.numerator
        return Rate(numerator, self.denominator * other.denominator, min(self.day, other.day))


@dataclass(frozen=True, slots=True)
class Rates:
    """Quotes by pair, the days ascending."""

    pairs: Mapping[tuple[str, str], tuple[list[int], list[int]]]

    @classmethod
    def of(cls, quotes: Iterable[Quote]) -> "Rates":
        """Sort quotes; of one day and pair the last one counts."""
        latest = {(q.base, q.currency, q.day): q for q in quotes}
        ordered = [latest[key] for key in sorted(latest)]
        pairs = {}
        for pair, some in groupby(ordered, key=lambda q: (q.base, q.currency)):
            held = list(some)
            pairs[pair] = [q.day for q in held], [q.nano for q in held]
        return cls(pairs)

    def find(self, source: str, target: str, day: int) -> Rate | None:
        """The rate from one currency to another that held on a day, None when nobody told it.

        Quoted directly, else the other way round, else both over a third currency.
        """
        if source == target:
            return Rate(1, 1, day)
        return self._between(source, target, day) or self._over(source, target, day)

    def _between(self, source: str, target: str, day: int) -> Rate | None:
        direct = self._quoted(source, target, day)
        if direct is not None:
            return Rate(direct[1], NANO, direct[0])
        inverse = self._quoted(target, source, day)
        return None if inverse is None else Rate(NANO, inverse[1], inverse[0])

    def _over(self, source: str, target: str, day: int) -> Rate | None:
        """Of all ways over a third currency, the one with the freshest quotes."""
        found = []
        for third in sorted({name for pair in self.pairs for name in pair} - {source, target}):
            first = self._between(source, third, day)
            second = self._between(third, target, day)
            if first and second:
                found.append(first.times(second))
        return max(found, key=lambda rate: rate.day, default=None)

    def _quoted(self, base: str, currency: str, day: int) -> tuple[int, int] | None:
        days, nano = self.pairs.get((base, currency), ([], []))
        at = bisect_right(days, day)
        return (days[at - 1], nano[at - 1]) if at else None
