"""Everything in this thread, one block after the other: for tests and small shops."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from shopweave.foundation.engine.types import Shared

T = TypeVar("T")
R = TypeVar("R")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class _Here(Generic[T]):
    value: T


class SerialEngine:
    """The engine without any machinery."""

    def share(self, value: T) -> Shared[T]:
        """Keep the value as it is."""
        return _Here(value)

    def map(
        self, function: Callable[..., R], blocks: Sequence[Shared[B]], *common: Shared[Any]
    ) -> list[Shared[R]]:
        """Call the function for each block in turn."""
        rest = [self.fetch(value) for value in common]
        return [self.share(function(self.fetch(block), *rest)) for block in blocks]

    def fetch(self, value: Shared[T]) -> T:
        """The value itself."""
        return cast("_Here[T]", value).value

    def close(self) -> None:
        """Nothing to give back."""
