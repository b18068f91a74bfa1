"""Who keeps personal data, and how it is taken out and erased."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from shopweave.foundation.database import Transaction

Aliases = Callable[[Transaction, str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Handler:
    """One room's personal data: the names of its tables with a `customer_id`, and two functions.

    `export(tx, customer)` returns JSON objects, one for each row that a person should see;
    `erase(tx, customer)` returns how many rows it deleted or changed. What may stay (an order
    without its person) stays under the pseudonym, which points to nobody any more.
    """

    name: str
    tables: frozenset[str]
    export: Callable[[Transaction, str], list[dict[str, Any]]]
    erase: Callable[[Transaction, str], int]


def only_itself(_tx: Transaction, customer: str) -> Sequence[str]:
    """The aliases of a shop that merges nobody."""
    return (customer,)
