"""Who keeps personal data, and how it is taken out and erased."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from shopweave.foundation.database import Transaction

Export = Callable[[Transaction, str], Any]
Erase = Callable[[Transaction, str], int]
Aliases = Callable[[Transaction, str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Handler:
    """One room's personal data: the names of its tables with a `customer_id`, and two functions.

    `export(tx, customer)` returns JSON values, `erase(tx, customer)` the number of rows it
    changed. What may stay (an order without its person) stays under the pseudonym, which points
    to nobody once the identities are gone.
    """

    name: str
    tables: frozenset[str]
    export: Export
    erase: Erase


class Registry:
    """The handlers of every room."""

    def __init__(self, handlers: Iterable[Handler], aliases: Aliases | None = None) -> None:
        self.handlers = tuple(handlers)
        self._aliases = aliases

    def tables(self) -> frozenset[str]:
        """Names of all tables that some handler answers for."""
        return frozenset[str]().union(*(handler.tables for handler in self.handlers))

    def pseudonyms(self, tx: Transaction, customer: str) -> list[str]:
        """Every id under which the same person is known, the given one first."""
        others = self._aliases(tx, customer) if self._aliases else ()
        return list(dict.fromkeys([customer, *others]))
