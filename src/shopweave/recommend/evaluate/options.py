"""What to test, and how much work it may be."""

from dataclasses import dataclass, field
from enum import StrEnum

from shopweave.recommend.evaluate.errors import TooLittle


class Task(StrEnum):
    """The questions that a recommender can be asked about the past."""

    next_purchase = "next-purchase"
    discovery = "discovery"
    basket = "basket"
    next_basket = "next-basket"
    sequence = "sequence"
    session = "session"


def usual_days(task: Task) -> int:
    """Length of a test window unless told: visits are many, so that one day suffices."""
    return 1 if task is Task.session else 30


@dataclass(frozen=True, slots=True)
class Options:
    """test_days: length of a window; budget: CPU seconds; columns: field to column, as told."""

    task: Task
    test_days: int = 30
    origins: int = 1
    top: int = 20
    seed: int = 0
    budget: float = 600.0
    product_pattern: str | None = None
    columns: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("test_days", "origins", "top", "budget"):
            if getattr(self, name) <= 0:
                raise ValueError(f"{name.replace('_', '-')} must be above 0")


def too_little(file: str, task: Task, detail: str) -> TooLittle:
    """The problem of a file that is readable, but holds too little."""
    return TooLittle(file=file, task=task.value, detail=detail)
