"""Orders on their way: Vendure ships and delivers them without a new `updatedAt`."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from shopweave.connectors.contract import Cursor
from shopweave.connectors.vendure import orders
from shopweave.connectors.vendure.session import Session

_MOST = 1000
_AT_ONCE = 100
_OVER = frozenset({"Delivered", "Cancelled"})
_STATES = "query($options: OrderListOptions!) { orders(options: $options) { items { id state } } }"


class Watch:
    """The stage that each open order was last seen in, kept in the cursor; the latest ones."""

    def __init__(self, stages: dict[str, str]) -> None:
        self._stages = stages

    @classmethod
    def of(cls, cursor: Cursor | None) -> "Watch":
        """What a cursor remembers."""
        return cls(dict((cursor or {}).get("open", {})))

    def cursor(self) -> dict[str, Any]:
        """As a part of the cursor to keep."""
        return {"open": self._stages} if self._stages else {}

    def note(self, items: Iterable[dict[str, Any]]) -> None:
        """Remember where orders are; those that have arrived are forgotten."""
        for item in items:
            self._stages.pop(item["id"], None)
            if item["state"] not in _OVER:
                self._stages[item["id"]] = item["state"]
        for old in list(self._stages)[:-_MOST]:
            del self._stages[old]

    def moved(self, session: Session) -> list[dict[str, Any]]:
        """Open orders that are in another stage now, in full."""
        if not self._stages:
            return []
        found = session.ask(_STATES, options=_options(list(self._stages)))["orders"]["items"]
        moved = [item["id"] for item in found if item["state"] != self._stages[item["id"]]]
        return [item for chunk in _chunks(moved) for item in _full(session, chunk)]


def _full(session: Session, ids: Sequence[str]) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = session.ask(orders.QUERY, options=_options(ids))["orders"][
        "items"
    ]
    return items


def _options(ids: Sequence[str]) -> dict[str, Any]:
    return {"take": len(ids), "filter": {"id": {"in": list(ids)}}}


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
