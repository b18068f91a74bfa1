"""Which function does which kind of job, and what comes round by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from shopweave.foundation.jobs.context import JobContext
from shopweave.foundation.jobs.types import Schedule

Run = Callable[[JobContext], None]


@dataclass(frozen=True, slots=True)
class Handler:
    """How a kind of job is done.

    attempts: runs before it is dead. long: keeps a worker busy for seconds or more, so that only
    some slots may do it. keep: whether the console still shows it when it is done.
    """

    run: Run
    attempts: int = 8
    long: bool = False
    keep: bool = True


class Handlers:
    """All kinds of job that this installation knows."""

    def __init__(self) -> None:
        self.by_kind: dict[str, Handler] = {}
        self.schedules: dict[str, Schedule] = {}

    def on(
        self, kind: str, run: Run, *, attempts: int = 8, long: bool = False, keep: bool = True
    ) -> "Handlers":
        """Let `run` do jobs of this kind."""
        if kind in self.by_kind:
            raise ValueError(f"two handlers for jobs of kind {kind}")
        self.by_kind[kind] = Handler(run, attempts, long, keep)
        return self

    def every(
        self, kind: str, *, days: int = 0, hours: int = 0, minutes: int = 0, at_once: bool = False
    ) -> "Handlers":
        """Let a job of this kind come round; `at_once` also when it is first seen."""
        period = timedelta(days=days, hours=hours, minutes=minutes)
        self.schedules[kind] = Schedule(kind, period, at_once)
        return self

    def kinds(self, *, long: bool) -> frozenset[str]:
        """The kinds it knows; without the long ones unless wanted."""
        return frozenset(kind for kind, h in self.by_kind.items() if long or not h.long)
