"""Who wants to hear of what."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from shopweave.foundation.database import Transaction
from shopweave.foundation.jobs import Handlers, JobContext
from shopweave.foundation.outbox.errors import NobodyHears
from shopweave.foundation.outbox.registry import decode, name_of

E = TypeVar("E")
Hear = Callable[[Transaction, E], None]
KIND = "outbox.deliver"


@dataclass(frozen=True, slots=True)
class Subscription:
    """One handler of one event."""

    event: str
    name: str
    hear: Callable[[Transaction, Any], None]
    historical: bool


class Subscriptions:
    """Handlers by event. Each is called in its own transaction, which also ends its job."""

    def __init__(self) -> None:
        self._by_name: dict[tuple[str, str], Subscription] = {}

    def on(self, event: type[E], hear: Hear[E], *, historical: bool = False) -> "Subscriptions":
        """Call `hear(tx, event)` after each such event; also after `historical` ones if asked."""
        name = f"{hear.__module__}.{hear.__qualname__}"
        key = (name_of(event), name)
        if key in self._by_name:
            raise ValueError(f"{name} hears {key[0]} already")
        self._by_name[key] = Subscription(*key, hear, historical)
        return self

    def of(self, event: str, historical: bool) -> list[Subscription]:
        """Who wants to hear of this event."""
        return [
            s
            for s in self._by_name.values()
            if s.event == event and (s.historical or not historical)
        ]

    def everyone(self) -> list[Subscription]:
        """All subscriptions, for documentation."""
        return list(self._by_name.values())

    def attach(self, handlers: Handlers) -> None:
        """Let workers deliver: the job that carries an event to one handler."""
        handlers.on(KIND, self.deliver, keep=False)

    def deliver(self, job: JobContext) -> None:
        """Call the handler and end the job in one transaction: its effect happens once.

        Raises `NobodyHears` for a handler that is gone: its news become dead letters.
        """
        payload = job.payload
        subscription = self._by_name.get((payload["event"], payload["handler"]))
        if subscription is None:
            raise NobodyHears(event=payload["event"], handler=payload["handler"])
        with job.database.write() as tx:
            subscription.hear(tx, decode(payload["event"], payload["fields"]))
            job.finish(tx)
