"""What the merchant says about taxes and fees: versioned, audited, undone at will."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from shopweave.foundation.preferences import preference

Percent = Annotated[Decimal, Field(ge=0, le=100, decimal_places=4)]
Amount = Annotated[Decimal, Field(ge=0, le=10**9, decimal_places=4)]
Country = Annotated[str, StringConstraints(pattern="^([A-Z]{2})?$")]
Currency = Annotated[str, StringConstraints(pattern="^([A-Z]{3})?$")]
Name = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)]


class FeeKind(StrEnum):
    """What a fee is for."""

    COMMISSION = "commission"
    PAYMENT = "payment"
    SHIPPING = "shipping"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class TaxRate:
    """Percent of the price without tax. Empty country, category, since: any, from the beginning.

    category: a path like "Food > Tea"; what stands below it is meant, too.
    """

    percent: Percent
    country: Country = ""
    category: Name = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class FeeRule:
    """What a channel or a provider takes: percent of what the buyer pays, and a fixed amount.

    fixed: for each order, in major units of `currency` (empty: the shop's). source: its name.
    Of several rules that fit, the most special one counts; of these the one that began last.
    """

    kind: FeeKind
    percent: Percent = Decimal(0)
    fixed: Amount = Decimal(0)
    currency: Currency = ""
    source: Name = ""
    channel: Name = ""
    category: Name = ""
    since: date | None = None


@preference("money")
@dataclass(frozen=True, slots=True)
class MoneyRules:
    """without_tax: names of the sources whose prices come without tax."""

    taxes: Annotated[tuple[TaxRate, ...], Field(max_length=500)] = ()
    fees: Annotated[tuple[FeeRule, ...], Field(max_length=500)] = ()
    without_tax: tuple[Name, ...] = ()
