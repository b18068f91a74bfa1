"""Telegram bots.

Protocol: core.telegram.org/bots/api, sendMessage: HTML, at most 4,096 characters, inline buttons
with an address; `parameters.retry_after` when there were too many. The token stands in the address.
"""

import re
from datetime import datetime
from html import escape

from shopweave.alerts.errors import NotDelivered, SentTooOften, WrongField
from shopweave.alerts.senders.bot import post
from shopweave.alerts.senders.sender import Told, fitting, refuse_gaps
from shopweave.alerts.types import Button, Field, Kind, Message

_LIMIT = 4096
_TOKEN = re.compile(r"\d+:[\w-]{20,}")
_CHAT = re.compile(r"-?\d+|@\w{4,}")
_TOO_OFTEN = 429


class Telegram:
    """Sends HTML with a button per line under it."""

    kind = Kind.TELEGRAM
    fields = (Field("token", secret=True), Field("chat"))

    def __init__(self, host: str = "https://api.telegram.org") -> None:
        self._host = host

    def check(self, told: Told) -> None:
        """Raise for what cannot be a token or a chat."""
        refuse_gaps(self.fields, told)
        if not _TOKEN.fullmatch(told["token"]):
            raise WrongField(field="token", value="…", remedy="123456:ABC…")
        if not _CHAT.fullmatch(told["chat"]):
            raise WrongField(field="chat", value=told["chat"], remedy="-1001234567890, @name")

    def send(self, told: Told, message: Message, now: datetime, key: str) -> None:
        """Deliver, or raise."""
        body = {
            "chat_id": told["chat"],
            "text": written(fitting(message, written, _LIMIT)),
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
            "reply_markup": {"inline_keyboard": _keyboard(message)},
        }
        answer = post("Telegram", f"{self._host}/bot{told['token']}/sendMessage", body)
        if answer.get("error_code") == _TOO_OFTEN:
            raise SentTooOften(service="Telegram")
        if answer.get("ok") is not True:
            reason = str(answer.get("description", ""))[:120]
            raise NotDelivered(service="Telegram", reason=reason)


def written(message: Message) -> str:
    """The message in Telegram's HTML."""
    lines = (f"• {escape(line.text, quote=False)}" for line in message.lines)
    return "\n\n".join([f"<b>{escape(message.title, quote=False)}</b>", *lines])


def _keyboard(message: Message) -> list[list[dict[str, str]]]:
    return [[_key(line.button)] for line in message.lines if line.button]


def _key(button: Button) -> dict[str, str]:
    return {"text": button.text, "url": button.address}
