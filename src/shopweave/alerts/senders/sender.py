"""What every way to people can do."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from shopweave.alerts.errors import FieldMissing
from shopweave.alerts.types import Field, Kind, Line, Message

# What a channel was told when it was set up: field name to value.
Told = Mapping[str, str]
# Places of those who alone are to be told, as "0,2"; empty for all.
ONLY = "only"


class Sender(Protocol):
    """One service. `check` raises a problem for what cannot work, without asking the service."""

    @property
    def kind(self) -> Kind:
        """Which one it is."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """What it must be told."""

    def check(self, told: Told) -> None:
        """Raise `FieldMissing`, `WrongAddress` or `WrongField`."""

    def send(self, told: Told, message: Message, now: datetime, key: str) -> None:
        """Deliver, or raise `NotDelivered`, `NotReached` or `SentTooOften`.

        `PartlyDelivered` when it reached some and not others; `LaterForSome` when some of these may
        be tried again, alone: its `places` are what `ONLY` takes.

        key: names the message, for services that drop what arrives twice.
        """


def refuse_gaps(fields: tuple[Field, ...], told: Told) -> None:
    """Raise `FieldMissing` for the first field that is needed and empty."""
    for field in fields:
        if field.needed and not told.get(field.name, "").strip():
            raise FieldMissing(field=field.name)


def fitting(message: Message, write: Callable[[Message], str], limit: int) -> Message:
    """The message with as many lines as stay within `limit` bytes of UTF-8 when written."""
    shorter, count = message, len(message.lines)
    while count > 1 and len(write(shorter).encode()) > limit:
        count -= 1
        left = Line(f"… +{len(message.lines) - count}")
        shorter = replace(message, lines=(*message.lines[:count], left))
    return shorter
