"""What a channel shows after a message, and who is told again."""

from datetime import UTC, datetime

from shopweave.alerts import Channels, Delivery, Kind, Line, Message, PartlyDelivered, newest, queue
from shopweave.alerts.errors import LaterForSome
from shopweave.alerts.send import AGAIN
from shopweave.alerts.senders import ONLY, Email, Told
from shopweave.alerts.tasks import register
from shopweave.foundation.clock import ManualClock
from shopweave.foundation.database import Database
from shopweave.foundation.jobs import Handlers, Worker
from shopweave.trust import staff
from shopweave.trust.permissions import SYSTEM
from shopweave.trust.staff import PasswordHash
from shopweave.trust.vault import Keyring, Safe

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
HASH = PasswordHash("$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA")
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


class Full(Email):
    """A mail server where the second mailbox has no room at first."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def send(self, told: Told, *_rest: object) -> None:
        """Take the letter for the first; for the second when it is asked alone."""
        self.told.append(told[ONLY])
        if not told[ONLY]:
            raise LaterForSome(service="mail", refused="full@shop.example", places=[1])


def test_who_had_no_room_is_told_alone_after_a_while(database: Database) -> None:
    """The worker asks once more for that mailbox only, and then the problem is over."""
    clock, sender = ManualClock(NOW), Full()
    channels = Channels({Kind.EMAIL: sender}, Safe(Keyring.generate()))
    handlers = Handlers()
    register(handlers, Delivery(database, channels, clock))
    worker = Worker(database, handlers, clock)
    with database.write() as tx:
        channel = channels.add(tx, "Team", Kind.EMAIL, "en", TOLD, NOW)
        queue(tx, channel, "today", Message("Monday", (Line("All is well"),)), NOW)
    while worker.step():
        pass
    assert sender.told == [""]
    clock.forward(AGAIN)
    while worker.step():
        pass
    with database.read() as tx:
        [shown] = channels.every(tx)
    assert sender.told == ["", "1"]
    assert shown.problem == {}


def test_nobody_writes_to_a_closed_account(database: Database) -> None:
    """The own channel of somebody who left rests from that moment, also for what waits."""
    sender = Full()
    channels = Channels({Kind.EMAIL: sender}, Safe(Keyring.generate()))
    delivery = Delivery(database, channels, ManualClock(NOW))
    with database.write() as tx:
        bo = staff.add(tx, SYSTEM, staff.NewUser("bo", "Bo", ("clerk",), HASH), NOW)
        channel = channels.add(tx, "Bo", Kind.EMAIL, "en", TOLD, NOW, person=bo.id)
        queue(tx, channel, "today", Message("Monday", (Line("All is well"),)), NOW)
        [waiting] = newest(tx)
        staff.disable(tx, SYSTEM, bo.id, NOW)
    delivery.deliver(waiting.id)
    assert sender.told == []
