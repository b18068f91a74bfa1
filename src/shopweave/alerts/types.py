"""What is said, to whom, and by which way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """A way to reach people."""

    WECOM = "wecom"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"
    TELEGRAM = "telegram"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Button:
    """What can be done about a line; it leads to a page."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Line:
    """One plain sentence."""

    text: str
    button: Button | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: plain text everywhere; each sender writes it in the form of its service."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Channel:
    """One group, chat or mailbox. problem: why the last message did not arrive, by language.

    person: the member of staff whose own it is; its links open for nobody else.
    """

    id: str
    name: str
    kind: Kind
    language: str
    active: bool
    problem: Mapping[str, str]
    sent_at: datetime | None
    created_at: datetime
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """Something that a way must be told. `secret` is never shown again."""

    name: str
    secret: bool = False
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that was queued for a channel, and when it arrived."""

    id: str
    channel_id: str
    key: str
    message: Message
    created_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Link:
    """A button's promise: does `action` on `subject` once, for somebody who may.

    person: the only one who may press it; None for anybody with the action's permission.
    words: what pressing does, by language.
    """

    id: str
    action: str
    subject: str
    words: Mapping[str, str]
    person: str | None
    expires_at: datetime
    used_at: datetime | None = None
    used_by: str | None = None
