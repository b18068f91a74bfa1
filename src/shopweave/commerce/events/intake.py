"""From what a request carries to what may be stored: each event on its own, bad ones told apart."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from shopweave.commerce.events import body, ga4, segment
from shopweave.commerce.events.arrival import Arrival, Sending, Skipped
from shopweave.commerce.events.errors import EventTooLarge, ItemProblem, TooDeep

LARGEST_EVENT = 32_000


@dataclass(frozen=True, slots=True)
class Refusal:
    """One event that cannot be accepted: its place in the batch, its id, and why."""

    index: int
    message_id: str | None
    problem: ItemProblem

    def told(self, language: str = "en") -> dict[str, Any]:
        """The refusal as the sender reads it."""
        sentence = self.problem.sentence(language)
        told = {"index": self.index, "reason": self.problem.code(), "detail": sentence}
        return told if self.message_id is None else {**told, "messageId": self.message_id}


@dataclass(frozen=True, slots=True)
class Parcel:
    """The events of one request, on their way into one commit."""

    sending: Sending
    arrivals: list[Arrival]
    skipped: list[Skipped]
    refused: list[Refusal]

    @property
    def weight(self) -> int:
        """About how many rows it becomes."""
        return len(self.arrivals) + 1

    def parts(self, size: int) -> Iterator["Parcel"]:
        """Parcels of at most `size` events, so that no commit holds the database for long."""
        for start in range(0, max(len(self.arrivals), 1), size):
            first = start == 0
            yield Parcel(
                self.sending,
                self.arrivals[start : start + size],
                self.skipped if first else [],
                self.refused if first else [],
            )


def sort(items: Iterable[tuple[int, object]], parcel: Parcel, *, odd: bool) -> None:
    """Read numbered events into the parcel, each on its own.

    `odd`: the body had to be read leniently, so that an event may hold what is no JSON.
    """
    for index, item in items:
        try:
            _check(item, odd=odd)
            for each in ga4.spread(item):
                _put(segment.read(each, parcel.sending), parcel)
        except ItemProblem as problem:
            parcel.refused.append(Refusal(index, _message_id(item), problem))


def _put(found: Arrival | Skipped, parcel: Parcel) -> None:
    if isinstance(found, Arrival):
        parcel.arrivals.append(found)
    else:
        parcel.skipped.append(found)


def _message_id(item: object) -> str | None:
    found = item.get("messageId") if isinstance(item, dict) else None
    return found[:100].encode("utf-8", "replace").decode() if isinstance(found, str) else None


def _check(item: object, *, odd: bool) -> None:
    if odd:
        body.assert_sound(item)
    try:
        length = len(orjson.dumps(item))
    except TypeError as error:
        raise TooDeep from error
    if length > LARGEST_EVENT:
        raise EventTooLarge(size=body.size(length), limit=body.size(LARGEST_EVENT))
