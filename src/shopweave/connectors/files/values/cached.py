"""Equal cells are read once: columns of real files repeat themselves."""

from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")
_MOST = 500_000


class Cached(dict[object, Value]):
    """A parser that remembers; look cells up with `cached[cell]`."""

    def __init__(self, parse: Callable[[object], Value]) -> None:
        super().__init__()
        self._parse = parse

    def __missing__(self, cell: object) -> Value:
        value = self._parse(cell)
        if len(self) >= _MOST:
            self.clear()
        self[cell] = value
        return value
