"""Set up the ways to people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import orjson

from shopweave.alerts import records
from shopweave.alerts.errors import UnknownChannel
from shopweave.alerts.senders import Senders
from shopweave.alerts.types import Channel, Kind
from shopweave.foundation import ids
from shopweave.foundation.database import Transaction
from shopweave.trust import staff
from shopweave.trust.vault import Safe

_PLACE = "alert_channels.sealed"


@dataclass(frozen=True, slots=True)
class Channels:
    """Ways to people, with what they were told under lock."""

    senders: Senders
    safe: Safe

    def add(
        self,
        tx: Transaction,
        name: str,
        kind: Kind,
        language: str,
        told: Mapping[str, str],
        now: datetime,
        person: str | None = None,
    ) -> Channel:
        """Make a channel known, a person's own or a group's. Raises what the way's `check` raises.

        `NoSuchUser` for a person without an account.
        """
        clean = self._checked(kind, told)
        own = staff.find(tx, person).id if person else None
        made = Channel(ids.new(), name or kind.value, kind, language, True, {}, None, now, own)
        records.add_channel(tx, made, self.safe.seal(_PLACE, made.id, orjson.dumps(clean)))
        return made

    def every(self, tx: Transaction) -> list[Channel]:
        """All channels by name."""
        return records.channels(tx)

    def opened(self, tx: Transaction, channel_id: str) -> tuple[Channel, Mapping[str, str]]:
        """A channel and what it was told. Raises `UnknownChannel`."""
        found = records.channel(tx, channel_id)
        if found is None:
            raise UnknownChannel(channel=channel_id)
        channel, sealed = found
        return channel, orjson.loads(self.safe.open(_PLACE, channel.id, sealed))

    def set_active(self, tx: Transaction, channel_id: str, active: bool) -> None:
        """Let a channel rest, or speak again. Raises `UnknownChannel`."""
        values = {"active": active, "problem": {}}
        if not records.set_channel(tx, channel_id, values):
            raise UnknownChannel(channel=channel_id)

    def drop(self, tx: Transaction, channel_id: str) -> None:
        """Forget a channel and its secrets. Raises `UnknownChannel`."""
        if not records.drop_channel(tx, channel_id):
            raise UnknownChannel(channel=channel_id)

    def _checked(self, kind: Kind, told: Mapping[str, str]) -> dict[str, str]:
        sender = self.senders[kind]
        clean = {field.name: told.get(field.name, "").strip() for field in sender.fields}
        sender.check(clean)
        return clean
