"""What a job is to those who ask for it and to those who look at it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """Where a job stands; `dead` is one that a person has to look at."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    DEAD = "dead"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: `done` of `total` pieces (0 = unknown), and what it does now."""

    done: int = 0
    total: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """One job as the console shows it."""

    id: str
    kind: str
    payload: dict[str, Any]
    state: State
    attempts: int
    progress: Progress
    error: str | None
    run_at: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    result: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A job that one worker holds for its `attempt` (1, 2, ...)."""

    id: str
    kind: str
    payload: dict[str, Any]
    worker: str
    attempt: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """A kind of job that comes round again by itself."""

    kind: str
    every: timedelta
    at_once: bool = False

    def __post_init__(self) -> None:
        if self.every < timedelta(seconds=1):
            raise ValueError(f"{self.kind} would run more than once a second")
