"""The list of what must be in order; readiness asks some of it, the doctor all."""

from collections.abc import Callable
from dataclasses import dataclass

from shopweave.foundation.checks.errors import CheckBroke
from shopweave.foundation.problems import Problem

Check = Callable[[], Problem | None]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; no problem means that it is in order."""

    name: str
    problem: Problem | None


class Checks:
    """Checks by name, in the order in which they were added."""

    def __init__(self) -> None:
        self._checks: dict[str, tuple[Check, bool]] = {}

    def on(self, name: str, check: Check, *, ready: bool = False) -> "Checks":
        """Add a check; `ready` if the server cannot serve while it fails."""
        if name in self._checks:
            raise ValueError(f"two checks are called {name}")
        self._checks[name] = (check, ready)
        return self

    def run(self, *, ready_only: bool = False) -> list[Finding]:
        """Make the checks; one that breaks is a finding, too."""
        return [
            Finding(name, _made(check))
            for name, (check, ready) in self._checks.items()
            if ready or not ready_only
        ]


def _made(check: Check) -> Problem | None:
    try:
        return check()
    except Problem as problem:
        return problem
    except Exception as error:
        return CheckBroke(reason=type(error).__name__)
