"""A connected shop as the console and the command line show it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from shopweave.commerce.stock import Agreed
from shopweave.connectors.contract import Cursor, Entity


class Standing(StrEnum):
    """How a connection stands: reading for the first time, in order, wanting a person, paused."""

    FIRST = "first"
    OK = "ok"
    ATTENTION = "attention"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Told:
    """A trouble in both languages, with what helps."""

    code: str
    en: str
    zh: str
    remedy: str

    def sentence(self, language: str) -> str:
        """In a reader's language."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an entity of a source is read. seen: items looked at since it was connected.

    news_at: when something was last new or changed. complete_at: end of the first reading.
    """

    entity: Entity
    cursor: Cursor | None
    seen: int
    created: int
    changed: int
    total: int | None
    at: datetime
    news_at: datetime | None
    complete_at: datetime | None


@dataclass(frozen=True, slots=True)
class Between:
    """The last numbers of a variant between a shop and us.

    told: what we told it that it can sell, if that came last. said: by place, what it said before.
    meanwhile: what we told it while a number of its own is in question.
    """

    told: float | None = None
    said: Mapping[str, float] = field(default_factory=dict)
    at: datetime | None = None
    meanwhile: Agreed | None = None

    @property
    def units(self) -> float:
        """What the shop shows, as far as we know."""
        return round(sum(self.said.values()), 3) if self.told is None else self.told

    @property
    def settled(self) -> "Between":
        """The same once nothing is in question any more."""
        last = self.meanwhile
        return self if last is None else Between(told=last.units, at=last.at)

    @property
    def agreed(self) -> Agreed | None:
        """The same with its time; None before the first number."""
        return Agreed(self.units, self.at) if self.at else None

    def repeats(self, place: str, quantity: float, at: datetime) -> bool:
        """Whether a shop says again what it said, or read it before we told it something else."""
        again = self.said.get(place) == quantity
        return again and (self.told is None or (self.at is not None and at <= self.at))


@dataclass(frozen=True, slots=True)
class Connection:
    """How a source is reached. Its secrets are not part of this; only a worker opens them."""

    source_id: str
    name: str
    kind: str
    url: str
    options: Mapping[str, str]
    private: bool
    write_stock: bool
    write_prices: bool
    write_orders: bool
    paused: bool
    every_seconds: int
    next_at: datetime
    tried_at: datetime | None
    synced_at: datetime | None
    reconciled_at: datetime | None
    failures: int
    trouble: Told | None
    trouble_since: datetime | None
    created_at: datetime
    currency: str
    time_zone: str
    progress: tuple[Progress, ...] = ()

    @property
    def standing(self) -> Standing:
        """How it is, in one word."""
        if self.paused:
            return Standing.PAUSED
        if self.trouble is not None:
            return Standing.ATTENTION
        return Standing.OK if self.synced_at is not None else Standing.FIRST


@dataclass(frozen=True, slots=True)
class Stored:
    """A webhook that is to be read, or could not be; its body is sealed."""

    id: str
    source_id: str
    topic: str
    body: bytes
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing that a source sent and that is not in, with the reason."""

    entity: Entity
    external_id: str
    field: str
    code: str
    told: Mapping[str, str]
    accepted: bool
    at: datetime


class MessageState(StrEnum):
    """How it went to tell a shop something: not yet, done, or the shop said no."""

    WAITING = "waiting"
    TOLD = "told"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Message:
    """The last thing that a shop was to be told of a price or an order.

    what: as it is told. told: why it did not go, in both languages. asked_at also tells one
    message from a later one of the same thing.
    """

    source_id: str
    entity: Entity
    external_id: str
    part: str
    what: Mapping[str, Any]
    state: MessageState
    told: Mapping[str, str] | None
    asked_at: datetime
    done_at: datetime | None


# With the round itself, what is new in a shop is here within ten seconds.
EVERY = 8


@dataclass(frozen=True, slots=True)
class ConnectionDraft:
    """A shop to connect. secrets and options: by the names of the kind's fields."""

    kind: str
    url: str
    name: str
    secrets: Mapping[str, str]
    options: Mapping[str, str]
    currency: str = ""
    time_zone: str = ""
    private: bool = False
    write_stock: bool = False
    every_seconds: int = EVERY


Values = Mapping[str, Any]
