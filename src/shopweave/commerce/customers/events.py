"""News of who is who."""

from dataclasses import dataclass

from shopweave.foundation import outbox


@outbox.event("customers.merged")
@dataclass(frozen=True, slots=True)
class CustomersMerged:
    """`loser` and all that merged into it are now `winner`."""

    winner: str
    loser: str


@outbox.event("customers.separated")
@dataclass(frozen=True, slots=True)
class CustomersSeparated:
    """`loser` and what had merged into it stand apart from `winner` again."""

    winner: str
    loser: str
