"""Every statement about ways to people, messages and links."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from shopweave.alerts.tables import action_links, alert_channels, alert_messages
from shopweave.alerts.types import Button, Channel, Kind, Line, Link, Message, Sent
from shopweave.foundation.database import Transaction

_SHOWN = [alert_channels.c[name] for name in Channel.__dataclass_fields__]


def add_channel(tx: Transaction, channel: Channel, sealed: bytes) -> None:
    """Insert a channel."""
    tx.execute(insert(alert_channels).values(**asdict(channel), sealed=sealed))


def channels(tx: Transaction) -> list[Channel]:
    """All channels by name."""
    return [_channel(row) for row in tx.all(select(*_SHOWN).order_by(alert_channels.c.name))]


def channel(tx: Transaction, channel_id: str) -> tuple[Channel, bytes] | None:
    """A channel and what it was told, sealed."""
    c = alert_channels.c
    row = tx.first(select(*_SHOWN, c.sealed).where(c.id == channel_id))
    if row is None:
        return None
    return _channel(row), row.sealed


def set_channel(tx: Transaction, channel_id: str, values: Mapping[str, Any]) -> int:
    """Overwrite some columns; returns how many rows there were."""
    own = update(alert_channels).where(alert_channels.c.id == channel_id)
    return tx.execute(own.values(**values))


def drop_channel(tx: Transaction, channel_id: str) -> int:
    """Delete a channel and what it was sent."""
    tx.execute(delete(alert_messages).where(alert_messages.c.channel_id == channel_id))
    return tx.execute(delete(alert_channels).where(alert_channels.c.id == channel_id))


def add_message(tx: Transaction, sent: Sent) -> bool:
    """Insert a message unless the channel was told of the same thing."""
    return bool(tx.insert_new(alert_messages, [asdict(sent)], key=["channel_id", "key"]))


def told(tx: Transaction, channel_id: str, key: str) -> bool:
    """Whether a message of that key is there."""
    c = alert_messages.c
    query = select(c.id).where(c.channel_id == channel_id, c.key == key)
    return tx.first(query) is not None


def message(tx: Transaction, message_id: str) -> Sent | None:
    """A message."""
    row = tx.first(select(alert_messages).where(alert_messages.c.id == message_id))
    return _sent(row) if row else None


def newest(tx: Transaction, limit: int) -> list[Sent]:
    """Messages, newest first."""
    c = alert_messages.c
    rows = tx.all(select(alert_messages).order_by(c.created_at.desc(), c.id.desc()).limit(limit))
    return [_sent(row) for row in rows]


def mark_sent(tx: Transaction, message_id: str, now: datetime) -> None:
    """Note that a message arrived."""
    own = update(alert_messages).where(alert_messages.c.id == message_id)
    tx.execute(own.values(sent_at=now))


def add_link(tx: Transaction, link: Link) -> None:
    """Insert a link."""
    tx.execute(insert(action_links).values(**asdict(link)))


def link(tx: Transaction, link_id: str) -> Link | None:
    """A link."""
    row = tx.first(select(action_links).where(action_links.c.id == link_id))
    return Link(**row._mapping) if row else None


def use_link(tx: Transaction, link_id: str, who: str, now: datetime) -> bool:
    """Use a link up; False when somebody was quicker."""
    c = action_links.c
    own = update(action_links).where(c.id == link_id, c.used_at.is_(None))
    return tx.execute(own.values(used_at=now, used_by=who)) == 1


def tidy(tx: Transaction, before: datetime) -> int:
    """Delete old messages and links; returns how many."""
    messages = delete(alert_messages).where(alert_messages.c.created_at < before)
    links = delete(action_links).where(action_links.c.expires_at < before)
    return tx.execute(messages) + tx.execute(links)


def _channel(row: Row[Any]) -> Channel:
    fields = {name: getattr(row, name) for name in Channel.__dataclass_fields__}
    return Channel(**{**fields, "kind": Kind(row.kind)})


def _sent(row: Row[Any]) -> Sent:
    return Sent(**{**row._mapping, "message": _message(row.message)})


def _message(told: Mapping[str, Any]) -> Message:
    lines = (
        Line(line["text"], Button(**line["button"]) if line["button"] else None)
        for line in told["lines"]
    )
    return Message(told["title"], tuple(lines))
