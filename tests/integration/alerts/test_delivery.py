"""What a channel shows after a message, and who is told again."""

from datetime import UTC, datetime

from shopweave.alerts import Channels, Delivery, Kind, Line, Message, PartlyDelivered, newest, queue
from shopweave.alerts.senders import Email
from shopweave.foundation.clock import ManualClock
from shopweave.foundation.database import Database
from shopweave.trust.vault import Keyring, Safe

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TOLD = {
    "to": "anna@shop.example, gone@shop.example", "sender": "shop@shop.example",
    "server": "mail.shop.example", "port": "587", "security": "starttls",
}  # fmt: skip


class Choosy(Email):
    """A mail server that knows one of two."""

    def __init__(self) -> None:
        self.letters = 0

    def send(self, *_told: object) -> None:
        """Take the letter for one."""
        self.letters += 1
        raise PartlyDelivered(service="mail.shop.example", refused="gone@shop.example")


def test_who_refused_it_is_shown_and_nobody_is_told_twice(database: Database) -> None:
    """The message counts as sent, and the channel names the address that did not get it."""
    sender = Choosy()
    channels = Channels({Kind.EMAIL: sender}, Safe(Keyring.generate()))
    delivery = Delivery(database, channels, ManualClock(NOW))
    with database.write() as tx:
        channel = channels.add(tx, "Team", Kind.EMAIL, "en", TOLD, NOW)
        queue(tx, channel, "today", Message("Monday", (Line("All is well"),)), NOW)
        [waiting] = newest(tx)
    for _ in range(2):
        delivery.deliver(waiting.id)
    with database.read() as tx:
        [shown] = channels.every(tx)
    assert sender.letters == 1
    assert shown.sent_at == NOW
    assert "gone@shop.example" in shown.problem["en"]
