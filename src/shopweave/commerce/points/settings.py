"""What the merchant may change about points."""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le

from shopweave.foundation.preferences import preference


@preference("points")
@dataclass(frozen=True, slots=True)
class PointsPreferences:
    """earned_per_unit: points for one unit of money spent on goods; 0: there are no points.

    worth: minor units that one point pays at the till, 0: points cannot be redeemed there.
    days: how long points last, 0 for ever.
    """

    earned_per_unit: Annotated[float, Ge(0), Le(1000)] = 0.0
    worth: Annotated[int, Ge(0), Le(100_000)] = 0
    days: Annotated[int, Ge(0), Le(3650)] = 365
