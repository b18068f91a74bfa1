"""Taxes on receipts, from the merchant's rates."""

from decimal import Decimal

from tests.integration.commerce.money.conftest import NOW, Sell

from shopweave.commerce import money
from shopweave.commerce.money import MoneyRules, TaxRate, TaxShare
from shopweave.commerce.orders import CostDraft, CostKind, LineDraft, LineKind
from shopweave.foundation import preferences
from shopweave.foundation.database import Database

P = Decimal
RATES = (TaxRate(P(19)), TaxRate(P(7), category="Food"))


def _taxes(database: Database, order: str, **more: object) -> tuple[TaxShare, ...]:
    with database.write() as tx:
        preferences.change(tx, "test", MoneyRules(taxes=RATES, **more), NOW)
        return money.taxes_within(tx, order)


def test_each_rate_of_a_sale(database: Database, sell: Sell) -> None:
    """Food at its own rate, the rest at the common one; a discount lowers both in proportion."""
    tea, cup = LineDraft(1, 2, 1070, "TEA"), LineDraft(2, 1, 1190, "CUP")
    plain = sell("o1", tea, cup)
    assert _taxes(database, plain) == (TaxShare(P(7), 2140, 140), TaxShare(P(19), 1190, 190))
    less = LineDraft(3, 1, -333, title="Discount", kind=LineKind.DISCOUNT)
    assert _taxes(database, sell("o2", tea, cup, less)) == (
        TaxShare(P(7), 1926, 126),
        TaxShare(P(19), 1071, 171),
    )


def test_what_came_back_is_taken_off(database: Database, sell: Sell) -> None:
    """A return stands below zero, with its tax."""
    back = LineDraft(1, -1, 1190, "CUP", kind=LineKind.RETURN)
    assert _taxes(database, sell("o1", back)) == (TaxShare(P(19), -1190, -190),)


def test_what_the_source_told_is_not_worked_out(database: Database, sell: Sell) -> None:
    """Neither where tax is a line or a cost of the order, nor at prices without tax."""
    line = LineDraft(2, 1, 190, title="VAT", kind=LineKind.TAX)
    with_line = sell("o1", LineDraft(1, 1, 1000, "CUP"), line)
    with_cost = sell("o2", costs=(CostDraft(CostKind.TAX, 190),))
    assert _taxes(database, with_line) == _taxes(database, with_cost) == ()
    assert _taxes(database, sell("o3"), without_tax=("Shop",)) == ()


def test_a_shop_without_rates_says_nothing(database: Database, sell: Sell) -> None:
    """Nobody invents a rate; an order of postage alone holds none."""
    with database.read() as tx:
        assert money.taxes_within(tx, sell("o1")) == ()
    postage = LineDraft(1, 1, 490, title="Postage", kind=LineKind.SHIPPING)
    assert _taxes(database, sell("o2", postage)) == ()
