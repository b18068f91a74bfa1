"""All that booking looks at beside the orders themselves, fetched once for a batch."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from shopweave.algorithms.money import Rate, Rates, converted
from shopweave.commerce import catalog, orders, sources
from shopweave.commerce.money import rates
from shopweave.commerce.money.book import CostBook, book_of
from shopweave.commerce.money.preferences import FeeKind, MoneyRules
from shopweave.commerce.money.rates import day_number, minor_units
from shopweave.commerce.money.records import costs as cost_records
from shopweave.commerce.money.rules import Rulebook, Sale
from shopweave.commerce.orders import Accounts
from shopweave.foundation import preferences
from shopweave.foundation.database import Transaction
from shopweave.foundation.money import parse_minor


@dataclass(slots=True)
class Ground:
    """The books' currency and country, rules, rates, costs, and what products and people are."""

    currency: str
    country: str
    rulebook: Rulebook
    rates: Rates
    costs: CostBook
    categories: Mapping[str, str]
    sources: Mapping[str, str]
    first_orders: Mapping[str, int]
    _rates: dict[tuple[str, date], Rate | None] = field(default_factory=dict)
    _fixed: dict[tuple[FeeKind, Sale], int | None] = field(default_factory=dict)

    def rate(self, currency: str, day: date) -> Rate | None:
        """Minor units of a currency to minor units of the books', on a day; None if unknown."""
        key = currency, day
        if key not in self._rates:
            found = self.rates.find(currency, self.currency, day_number(day))
            self._rates[key] = found and found.times(minor_units(currency, self.currency))
        return self._rates[key]

    def without_tax(self, source_id: str) -> bool:
        """Whether the prices of a source come without tax."""
        return self.sources.get(source_id, "") in self.rulebook.rules.without_tax

    def fixed(self, kind: FeeKind, sale: Sale) -> int | None:
        """The fixed part of a fee in the books' currency; None when its own has no rate."""
        key = kind, sale
        if key not in self._fixed:
            self._fixed[key] = self._work_out(kind, sale)
        return self._fixed[key]

    def _work_out(self, kind: FeeKind, sale: Sale) -> int | None:
        rule = self.rulebook.fee(kind, sale)
        if rule is None or not rule.fixed:
            return 0
        currency = rule.currency or self.currency
        rate = self.rate(currency, sale.day)
        if rate is None:
            return None
        return converted(parse_minor(rule.fixed, currency), rate.numerator, rate.denominator)


def ground(tx: Transaction, accounts: Accounts, rules: MoneyRules | None = None) -> Ground:
    """What booking these orders needs; `rules` to try other ones than those that hold."""
    home = sources.home(tx)
    products = sorted({key for key in accounts.product if key})
    buyers = sorted({key for key in accounts.customer if key})
    rules = rules or preferences.get(tx, MoneyRules)
    currencies = {*accounts.currency, home.currency, *cost_records.currencies(tx)}
    currencies |= {rule.currency for rule in rules.fees if rule.currency}
    return Ground(
        currency=home.currency,
        country=home.country,
        rulebook=Rulebook(rules),
        rates=rates.known(tx, currencies),
        costs=book_of(tx, products),
        categories=catalog.main_categories(tx, products),
        sources={source.id: source.name for source in sources.every(tx)},
        first_orders=orders.first_orders(tx, buyers),
    )
