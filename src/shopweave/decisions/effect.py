"""What an experiment shows: treated against held out, in money, with its uncertainty."""

import math
from dataclasses import dataclass
from datetime import datetime

from shopweave.decisions.experiments import HOLDOUT, TREATED
from shopweave.decisions.records import joining
from shopweave.foundation.database import Transaction

_NORMAL_975 = 1.959964


@dataclass(frozen=True, slots=True)
class Arm:
    """Sums over the units of one arm. value: minor units bought since each unit's first list."""

    units: int
    buyers: int
    value: float
    squares: float

    @property
    def mean(self) -> float:
        """Value per unit, those who bought nothing included."""
        return self.value / self.units if self.units else 0.0

    @property
    def uncertainty(self) -> float:
        """Variance of the mean; 0 for fewer than two units."""
        if self.units < 2:
            return 0.0
        variance = max(self.squares - self.units * self.mean**2, 0.0) / (self.units - 1)
        return variance / self.units


@dataclass(frozen=True, slots=True)
class Effect:
    """The difference per unit between treated and held out, with its 95 % interval.

    In minor units of `currency`. `extra` is the difference times the treated units.
    """

    experiment: str
    currency: str
    treated: Arm
    holdout: Arm
    difference: float
    low: float
    high: float

    @property
    def extra(self) -> float:
        """What the treatment has brought so far."""
        return self.difference * self.treated.units

    @property
    def proven(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0


def effect(tx: Transaction, experiment: str, until: datetime) -> list[Effect]:
    """The effect in each currency bought in; empty while an arm has fewer than two units.

    Welch's interval for means of unequal variance, with normal quantiles: arms are large.
    """
    sizes = joining.arm_sizes(tx, experiment)
    if min(sizes.get(HOLDOUT, 0), sizes.get(TREATED, 0)) < 2:
        return []
    sums = joining.arm_sums(tx, experiment, until)
    found = []
    for currency in sorted({key[1] for key in sums}):
        treated, holdout = (
            Arm(sizes[arm], *sums.get((arm, currency), (0, 0.0, 0.0))) for arm in (TREATED, HOLDOUT)
        )
        found.append(_compare(experiment, currency, treated, holdout))
    return found


def _compare(experiment: str, currency: str, treated: Arm, holdout: Arm) -> Effect:
    difference = treated.mean - holdout.mean
    margin = _NORMAL_975 * math.sqrt(treated.uncertainty + holdout.uncertainty)
    low, high = difference - margin, difference + margin
    return Effect(experiment, currency, treated, holdout, difference, low, high)
