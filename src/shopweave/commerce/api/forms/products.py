"""Products as they stand in JSON."""

from datetime import datetime
from typing import Any

from pydantic import AwareDatetime, Field

from shopweave.commerce.api.forms.form import Amount, Form, InCurrency, Key, minor
from shopweave.commerce.catalog import (
    Price,
    ProductDraft,
    Status,
    Text,
    VariantDraft,
    grams,
)
from shopweave.foundation.money import parse_minor


class Priced(Form):
    """A price, also in further currencies, and a weight: whole grams, or text with its unit."""

    price: Amount | None = None
    compare_at: Amount | None = None
    currency: str | None = None
    prices: dict[str, Amount] = Field(default_factory=dict)
    cost: Amount | None = None
    weight: int | str | None = None

    def grams(self) -> int | None:
        """The weight; raises `NotAWeight`."""
        return None if self.weight in (None, "") else grams(self.weight)

    def all_prices(self, currency: str) -> tuple[Price, ...]:
        """Every price in minor units; `currency` is the source's."""
        found = []
        if self.price is not None:
            own = self.currency or currency
            compare_at = minor(self.compare_at, own)
            found.append(Price(parse_minor(self.price, own), own, compare_at))
        more = self.prices.items()
        return (*found, *(Price(parse_minor(amount, name), name) for name, amount in more))


class Words(Form):
    """A product's words in one language."""

    title: str
    description: str = ""


class VariantForm(Priced):
    """One form of a product."""

    id: Key
    sku: str | None = None
    gtin: str | None = None
    options: dict[str, str] = Field(default_factory=dict)


class ProductForm(Priced):
    """A product."""

    id: Key
    title: str
    texts: dict[str, Words] = Field(default_factory=dict)
    categories: tuple[str, ...] = ()
    brand: str | None = None
    attributes: dict[str, Any] = Field(default_factory=dict)
    images: tuple[str, ...] = ()
    variants: tuple[VariantForm, ...] = ()
    sku: str | None = None
    gtin: str | None = None
    status: Status = Status.ACTIVE
    url: str | None = None
    updated_at: AwareDatetime | None = None

    def draft(self, source: InCurrency, now: datetime) -> ProductDraft:
        """As the catalogue takes it."""
        currency = source.currency
        return ProductDraft(
            external_id=self.id,
            title=self.title,
            texts={tongue: Text(t.title, t.description) for tongue, t in self.texts.items()},
            categories=self.categories,
            brand=self.brand,
            attributes=self.attributes,
            images=self.images,
            variants=tuple(_variant(form, currency) for form in self.variants),
            prices=self.all_prices(currency),
            cost=minor(self.cost, currency),
            weight=self.grams(),
            sku=self.sku,
            gtin=self.gtin,
            status=self.status,
            url=self.url,
            external_updated_at=self.updated_at,
        )


def _variant(form: VariantForm, currency: str) -> VariantDraft:
    prices, cost = form.all_prices(currency), minor(form.cost, currency)
    options, weight = form.options, form.grams()
    return VariantDraft(form.id, form.sku, form.gtin, options, prices, cost, weight)
