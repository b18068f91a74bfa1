"""Cost prices and rates of exchange as they stand in JSON."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from shopweave.commerce.api.forms.form import Form, Key
from shopweave.commerce.money import CostPriceDraft, RateDraft
from shopweave.commerce.sources import Source, zone
from shopweave.foundation.money import parse_minor


class CostPriceForm(Form):
    """What a unit of a product costs from a day on; with `units`, goods that came in."""

    product: Key
    cost: Annotated[Decimal, Field(ge=0, lt=10**12, allow_inf_nan=False)]
    variant: Key | None = None
    currency: str | None = None
    from_: Annotated[date | None, Field(alias="from")] = None
    units: Annotated[float, Field(gt=0, le=1e9)] | None = None

    def draft(self, source: Source, now: datetime) -> CostPriceDraft:
        """As the books take it; a day begins where the source is."""
        currency = self.currency or source.currency
        since = None
        if self.from_ is not None:
            since = datetime.combine(self.from_, datetime.min.time(), zone(source.time_zone))
        cost = parse_minor(self.cost, currency)
        return CostPriceDraft(self.product, cost, currency, self.variant, since, self.units)


class RateForm(Form):
    """From a day on, one `base` costs `rate` of `currency`."""

    base: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    rate: Annotated[Decimal, Field(gt=0, lt=10**9, allow_inf_nan=False)]
    day: date

    def draft(self, source: Source, now: datetime) -> RateDraft:
        """As the books take it."""
        return RateDraft(self.base, self.currency, self.day, parse_nano(self.rate))


def parse_nano(rate: Decimal) -> int:
    """Billionths of a rate."""
    return int(rate.scaleb(9).to_integral_value())
