"""The till works taxes out without a net as the shop does, to the cent."""

from datetime import date
from decimal import Decimal
from random import Random

import numpy as np
import pytest
from playwright.sync_api import expect
from tests.integration.web.till.conftest import Counter, Device
from tests.integration.web.till.test_till_browser import all_sent, opened

from shopweave.algorithms.money import ONE, receipt_taxes
from shopweave.commerce.money import MoneyRules, TaxRate
from shopweave.commerce.money.rules import Rulebook, Sale, millionths
from shopweave.foundation import preferences

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SUMS = """async (cases) => {
  const { taxesOf } = await import("/till/files/tax.js");
  return cases.map(([lines, beside]) => taxesOf(lines.map(([sum, rate]) => ({ sum, rate })), beside)
    .map((one) => [one.percent, one.paid, one.tax]));
}"""
CHOICES = """async ([rules, cases]) => {
  const { rateOf } = await import("/till/files/tax.js");
  return cases.map(([day, category]) => rateOf(rules, day, category));
}"""
CATEGORIES = ["", "Food", "Food > Tea", "Food > Tea > Green", "Foods"]


def by_shop(lines: list[tuple[int, int]], beside: int) -> list[list[object]]:
    """What the shop says of a receipt."""
    goods, rates = (np.array(column, np.int64) for column in zip(*lines, strict=True))
    columns = (column.tolist() for column in receipt_taxes(goods, beside, rates))
    rows = zip(*columns, strict=True)
    return [[f"{(Decimal(r) * 100 / ONE).normalize():f}", paid, tax] for r, paid, tax in rows]


def test_both_agree_to_the_cent(device: Device, counter: Counter) -> None:
    """A thousand receipts with returns and discounts, and every choice among dated rates."""
    page, random = opened(device, counter, "X1"), Random(7)
    cases = [
        (
            [
                (random.randint(-200, 5000) * random.choice([1, 1, 10**6]),
                 random.choice([0, 55_000, 70_000, 190_000]))
                for _ in range(random.randint(1, 8))
            ],
            -random.randint(0, 3000),
        )
        for _ in range(1000)
    ]  # fmt: skip
    assert page.evaluate(SUMS, cases) == [by_shop(*one) for one in cases]
    days = [None, date(2026, 1, 1), date(2026, 7, 1)]
    rates = tuple(
        TaxRate(Decimal(random.randint(1, 30)), random.choice(["", "DE", "FR"]), category, since)
        for category in CATEGORIES[:3]
        for since in days * 2
    )
    told = [
        {"millionths": millionths(one), "country": one.country, "category": one.category,
         "since": one.since.isoformat() if one.since else ""}
        for one in rates
    ]  # fmt: skip
    book = Rulebook(MoneyRules(taxes=rates))
    asked = [(day, name) for day in (date(2025, 5, 5), *days[1:]) for name in CATEGORIES]
    found = page.evaluate(
        CHOICES,
        [{"country": "DE", "rates": told}, [(day.isoformat(), name) for day, name in asked]],
    )
    assert found == [book.tax(Sale(day, country="DE", category=name)) for day, name in asked]


def test_a_receipt_made_offline_shows_its_taxes(device: Device, counter: Counter) -> None:
    """The same lines stand on it before and after the shop has heard of the sale."""
    shop = counter.shop
    with shop.database.write() as tx:
        rules = MoneyRules(taxes=(TaxRate(Decimal(19)),))
        preferences.change(tx, "test", rules, shop.clock.now())
    page = opened(device, counter, "X2")
    assert device.window is not None
    device.window.set_offline(True)
    page.locator(".tile", has_text="Green tea").click()
    page.click("#pay")
    page.locator(".till-notes button").first.click()
    expect(page.locator(".paper")).to_contain_text("19")
    before = page.locator(".paper").inner_text()
    assert "1.58" in before
    device.window.set_offline(False)
    all_sent(page)
    assert page.locator(".paper").inner_text() == before
