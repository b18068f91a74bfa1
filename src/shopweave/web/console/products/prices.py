"""The prices that a product had, as a drawing and a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from shopweave.commerce import catalog
from shopweave.commerce.catalog import PriceChange, PricingPreferences, Product
from shopweave.foundation import preferences
from shopweave.foundation.database import Transaction
from shopweave.foundation.money import Money
from shopweave.web.console import charts
from shopweave.web.console.page import Page

_LATEST = 50


def priced(product: Product) -> list[str]:
    """What may have a price or cost of its own: the product, then its variants in their order."""
    return [product.id, *(form.id for form in product.variants)]


@dataclass(frozen=True, slots=True)
class Past:
    """Changes of one price, the newest first. lowest: None when no price is known for the days."""

    changes: Sequence[PriceChange]
    drawing: Markup
    highest: Money
    lowest: Money | None
    days: int


def past(page: Page, tx: Transaction, product: Product) -> Past | None:
    """The past of the product's own price, else of its first variant that has one."""
    changes = catalog.price_history(tx, product.id)
    owners = {one.owner_id for one in changes}
    owner = next((key for key in priced(product) if key in owners), None)
    if owner is None:
        return None
    own = [one for one in changes if one.owner_id == owner]
    currency = own[-1].currency
    held = [one for one in own if one.currency == currency][-_LATEST:]
    days = preferences.get(tx, PricingPreferences).reference_days
    lowest = catalog.lowest_in(tx, product.id, page.now, days)[owner, currency]
    span = (page.now - held[0].at).total_seconds() or 1.0
    places = [(one.at - held[0].at).total_seconds() / span for one in held]
    return Past(
        held[::-1],
        charts.stairs([one.amount for one in held], places),
        Money(max(one.amount or 0 for one in held), currency),
        None if lowest is None else Money(lowest, currency),
        days,
    )
