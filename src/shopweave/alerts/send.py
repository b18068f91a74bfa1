"""Queue messages, and deliver them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from shopweave.alerts import records
from shopweave.alerts.channels import Channels
from shopweave.alerts.errors import LaterForSome, PartlyDelivered
from shopweave.alerts.senders import ONLY, Told
from shopweave.alerts.types import Channel, Message, Sent
from shopweave.foundation import ids, jobs
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, Transaction
from shopweave.foundation.i18n import LANGUAGES
from shopweave.foundation.problems import Problem
from shopweave.trust import staff

DELIVER = "alerts.deliver"
AGAIN = timedelta(minutes=5)


def queue(tx: Transaction, channel: Channel, key: str, message: Message, now: datetime) -> bool:
    """Let a worker send it; False when the channel was told of this `key` before."""
    sent = Sent(ids.new(), channel.id, key, message, now, None)
    if not records.add_message(tx, sent):
        return False
    jobs.enqueue(tx, DELIVER, {"message": sent.id}, unique_key=f"{DELIVER}:{sent.id}")
    return True


def told(tx: Transaction, channel: Channel, key: str) -> bool:
    """Whether the channel was told of this `key` before."""
    return records.told(tx, channel.id, key)


def newest(tx: Transaction, limit: int = 20) -> list[Sent]:
    """What was said last, newest first."""
    return records.newest(tx, limit)


@dataclass(frozen=True, slots=True)
class Delivery:
    """Speaks to the services; never inside a transaction."""

    database: Database
    channels: Channels
    clock: Clock

    def deliver(self, message_id: str, places: tuple[int, ...] = ()) -> None:
        """Send a queued message once more if it has not arrived; raises what the sender raises.

        places: those who alone are tried again. A service that took it while we fell may be told
        twice: none of them can be asked.
        """
        with self.database.read() as tx:
            sent = records.message(tx, message_id)
            if sent is None or (sent.sent_at is not None and not places):
                return
            channel, told = self.channels.opened(tx, sent.channel_id)
            rests = not channel.active or _closed(tx, channel)
        if rests:
            return
        waiting = self._reach(channel, {**told, ONLY: ",".join(map(str, places))}, sent)
        with self.database.write() as tx:
            records.mark_sent(tx, sent.id, self.clock.now())
            if waiting:
                again = {"message": sent.id, "places": list(waiting)}
                later = self.clock.now() + AGAIN
                jobs.enqueue(tx, DELIVER, again, run_at=later, unique_key=f"{DELIVER}:{sent.id}:+")

    def _reach(self, channel: Channel, told: Told, sent: Sent) -> tuple[int, ...]:
        """Send to those who can be reached; returns the places of those who wait.

        Those whom it reached are not told again for the sake of those who refused it.
        """
        try:
            self._send(channel, told, sent.message, sent.id)
        except PartlyDelivered:
            return ()
        except LaterForSome as some:
            return tuple(some.fields["places"])
        return ()

    def test(self, channel_id: str, message: Message) -> None:
        """Send at once, for a person who waits; raises what the sender raises."""
        with self.database.read() as tx:
            channel, told = self.channels.opened(tx, channel_id)
        self._send(channel, told, message, ids.new())

    def _send(self, channel: Channel, told: Told, message: Message, key: str) -> None:
        now = self.clock.now()
        try:
            self.channels.senders[channel.kind].send(told, message, now, key)
        except Problem as problem:
            said = {language: problem.sentence(language) for language in LANGUAGES}
            partly = isinstance(problem, PartlyDelivered | LaterForSome)
            arrived = {"sent_at": now} if partly else {}
            self._note(channel, {"problem": said, **arrived})
            raise
        self._note(channel, {"problem": {}, "sent_at": now})

    def _note(self, channel: Channel, values: dict[str, object]) -> None:
        with self.database.write() as tx:
            records.set_channel(tx, channel.id, values)


def _closed(tx: Transaction, channel: Channel) -> bool:
    """Whether it is the own channel of somebody whose account was closed."""
    return channel.person is not None and channel.person not in staff.active(tx)
