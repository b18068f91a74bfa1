"""What the merchant may change about recommendations."""

from dataclasses import dataclass

from shopweave.foundation.preferences import preference


@preference("recommendations")
@dataclass(frozen=True, slots=True)
class Recommendations:
    """holdout_percent: share of people who get no personal list, so that its worth is known."""

    holdout_percent: float = 5.0

    def __post_init__(self) -> None:
        if not 0 <= self.holdout_percent <= 50:
            raise ValueError("a holdout lies between 0 and 50 percent")
