"""Which tax rate and which fees hold for a sale."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypeVar

from shopweave.commerce.money.preferences import FeeKind, FeeRule, MoneyRules, TaxRate

Rule = TypeVar("Rule", TaxRate, FeeRule, str)
_MILLIONTHS = 10_000
_ALWAYS = date.min


class Sale(NamedTuple):
    """What rules look at. source: its name; category: a path, "" when it has none.

    A tuple, since half a million of them are looked up in one go.
    """

    day: date
    source: str = ""
    channel: str = ""
    country: str = ""
    category: str = ""


@dataclass(slots=True)
class Rulebook:
    """Finds rules; what was found once is remembered, as most sales are alike."""

    rules: MoneyRules
    _taxes: dict[Sale, int] = field(default_factory=dict)
    _fees: dict[tuple[FeeKind, Sale], FeeRule | None] = field(default_factory=dict)

    def tax(self, sale: Sale) -> int:
        """The rate in millionths; 0 when no rule says one."""
        if sale not in self._taxes:
            found = [rate for rate in self.rules.taxes if _taxes(rate, sale)]
            best = max(found, key=_special_tax, default=None)
            self._taxes[sale] = millionths(best) if best else 0
        return self._taxes[sale]

    def fee(self, kind: FeeKind, sale: Sale) -> FeeRule | None:
        """The rule for a kind of fee, None when there is none."""
        key = kind, sale
        if key not in self._fees:
            found = [rule for rule in self.rules.fees if rule.kind is kind and _charges(rule, sale)]
            self._fees[key] = max(found, key=_special_fee, default=None)
        return self._fees[key]

    def share(self, kind: FeeKind, sale: Sale) -> int:
        """The percentage of a fee in millionths."""
        rule = self.fee(kind, sale)
        return int(rule.percent * _MILLIONTHS) if rule else 0


def millionths(rate: TaxRate) -> int:
    """A rate as the books count with it: 190,000 is 19 %."""
    return int(rate.percent * _MILLIONTHS)


def changed(before: MoneyRules, after: MoneyRules) -> list[tuple[str, date | None]]:
    """(name of the source or "", first day) of each rule that only one of both has."""
    taxes = [("", rate.since) for rate in _only_in_one(before.taxes, after.taxes)]
    fees = [(rule.source, rule.since) for rule in _only_in_one(before.fees, after.fees)]
    sources = _only_in_one(before.without_tax, after.without_tax)
    return [*taxes, *fees, *((name, None) for name in sources)]


def _only_in_one(before: Sequence[Rule], after: Sequence[Rule]) -> Iterable[Rule]:
    yield from (one for one in before if one not in after)
    yield from (one for one in after if one not in before)


def _taxes(rate: TaxRate, sale: Sale) -> bool:
    here = not rate.country or rate.country == sale.country
    return here and _within(rate.category, sale.category) and (rate.since or _ALWAYS) <= sale.day


def _charges(rule: FeeRule, sale: Sale) -> bool:
    here = (not rule.source or rule.source == sale.source) and (
        not rule.channel or rule.channel == sale.channel
    )
    return here and _within(rule.category, sale.category) and (rule.since or _ALWAYS) <= sale.day


def _within(category: str, path: str) -> bool:
    return not category or path == category or path.startswith(f"{category} > ")


def _special_tax(rate: TaxRate) -> tuple[bool, int, date]:
    return bool(rate.country), len(rate.category), rate.since or _ALWAYS


def _special_fee(rule: FeeRule) -> tuple[int, int, date]:
    return len(rule.category), bool(rule.source) + bool(rule.channel), rule.since or _ALWAYS
