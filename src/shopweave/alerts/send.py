"""Queue messages, and deliver them."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from shopweave.alerts import records
from shopweave.alerts.channels import Channels
from shopweave.alerts.errors import PartlyDelivered
from shopweave.alerts.senders import Told
from shopweave.alerts.types import Channel, Message, Sent
from shopweave.foundation import ids, jobs
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, Transaction
from shopweave.foundation.i18n import LANGUAGES
from shopweave.foundation.problems import Problem

DELIVER = "alerts.deliver"


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

    def deliver(self, message_id: str) -> None:
        """Send a queued message once more if it has not arrived; raises what the sender raises.

        A service that took it while we fell may be told twice: none of them can be asked.
        """
        with self.database.read() as tx:
            sent = records.message(tx, message_id)
            if sent is None or sent.sent_at is not None:
                return
            channel, told = self.channels.opened(tx, sent.channel_id)
        if channel.active:
            # Those whom it reached are not told again for the sake of those who refused it.
            with suppress(PartlyDelivered):
                self._send(channel, told, sent.message, sent.id)
            with self.database.write() as tx:
                records.mark_sent(tx, sent.id, self.clock.now())

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
            arrived = {"sent_at": now} if isinstance(problem, PartlyDelivered) else {}
            self._note(channel, {"problem": said, **arrived})
            raise
        self._note(channel, {"problem": {}, "sent_at": now})

    def _note(self, channel: Channel, values: dict[str, object]) -> None:
        with self.database.write() as tx:
            records.set_channel(tx, channel.id, values)
