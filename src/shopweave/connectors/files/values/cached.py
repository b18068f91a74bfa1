"""Equal cells are read once: columns of real files repeat themselves."""

from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")


class Cached(dict[object, Value]):
    """A parser that remembers up to `most` cells; look cells up with `cached[cell]`."""

    def __init__(self, parse: Callable[[object], Value], most: int = 500_000) -> None:
        super().__init__()
        self._parse, self._most = parse, most

    def __missing__(self, cell: object) -> Value:
        value = self._parse(cell)
        if len(self) >= self._most:
            self.clear()
        self[cell] = value
        return value
