"""Everything of this room, wired: what app.py opens once."""

from dataclasses import dataclass

from shopweave.alerts.actions import Actions
from shopweave.alerts.channels import Channels
from shopweave.alerts.links import Links
from shopweave.alerts.send import Delivery
from shopweave.alerts.senders import Senders, all_senders
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database
from shopweave.trust import Trust


@dataclass(frozen=True, slots=True)
class Alerts:
    """Ways to people and links. address: where people reach the console."""

    channels: Channels
    delivery: Delivery
    links: Links
    address: str

    @classmethod
    def open(
        cls,
        database: Database,
        clock: Clock,
        trust: Trust,
        actions: Actions,
        address: str,
        senders: Senders | None = None,
    ) -> "Alerts":
        """Wire it; `senders` other than the real services for tests."""
        channels = Channels(senders or all_senders(), trust.safe)
        delivery = Delivery(database, channels, clock)
        links = Links(trust.link_key, actions)
        return cls(channels, delivery, links, address)
