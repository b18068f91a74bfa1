"""The face behind which heavy work runs: the same functions and results, on one core or many."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
V_co = TypeVar("V_co", covariant=True)
R = TypeVar("R")
B = TypeVar("B")


class Shared(Protocol[V_co]):
    """A value that stays where the work is done; only the engine that made it can open it."""


class Engine(Protocol):
    """Runs a module-level function over blocks. Everything that crosses must be picklable."""

    def share(self, value: T) -> Shared[T]:
        """Put a value where all workers can read it."""
        ...

    def map(
        self, function: Callable[..., R], blocks: Sequence[Shared[B]], *common: Shared[Any]
    ) -> list[Shared[R]]:
        """Call `function(block, *common)` for each block; results in the order of the blocks.

        The first exception of a block is raised here.
        """
        ...

    def fetch(self, value: Shared[T]) -> T:
        """Bring a value here."""
        ...

    def close(self) -> None:
        """Give back processes and files."""
        ...
