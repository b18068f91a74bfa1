"""What every row shares: its strictness, and amounts in major units."""

from decimal import Decimal
from typing import Annotated, Protocol

from pydantic import BaseModel, ConfigDict, Field

from shopweave.foundation.money import parse_minor

Amount = Annotated[Decimal, Field(gt=-(10**12), lt=10**12, allow_inf_nan=False)]
Units = Annotated[float, Field(ge=-1e9, le=1e9, allow_inf_nan=False)]
Key = Annotated[str, Field(min_length=1, max_length=200)]
Country = Annotated[str, Field(pattern="^[A-Za-z]{2}$")]


class InCurrency(Protocol):
    """Where rows come from, as far as forms look at it."""

    @property
    def currency(self) -> str:
        """The currency of prices that name none."""
        ...


class Form(BaseModel):
    """A row; what it does not know is refused, so that a typing error is heard of."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, coerce_numbers_to_str=True)


def minor(amount: Decimal | None, currency: str) -> int | None:
    """Minor units of an amount, if there is one."""
    return None if amount is None else parse_minor(amount, currency)
