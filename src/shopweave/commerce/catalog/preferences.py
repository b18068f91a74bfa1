"""Which former price may stand beside a reduced one."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, StringConstraints

from shopweave.foundation.preferences import preference

Country = Annotated[str, StringConstraints(pattern="^[A-Z]{2}$")]

# The European Economic Area: directive 98/6/EC, article 6a.
_ASKING = (
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK"
)


@preference("pricing")
@dataclass(frozen=True, slots=True)
class PricingPreferences:
    """reference_days: how far back the lowest price is looked for. countries: where it is asked."""

    reference_days: Annotated[int, Field(ge=1, le=365)] = 30
    countries: tuple[Country, ...] = tuple(_ASKING.split())

    def ask_for_reference(self, country: str) -> bool:
        """Whether the law of a country asks for it; an unknown one may be one that does."""
        return bool(self.countries) and (not country or country in self.countries)
