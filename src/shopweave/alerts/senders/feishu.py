"""Feishu (飞书) and Lark group bots.

Protocol: open.feishu.cn, "自定义机器人使用指南": sign = Base64(HMAC-SHA256(key = seconds, newline,
secret; text = nothing)), beside the seconds in the body; at most an hour old; code 11232 or 9499
when there were too many.
"""

import base64
import hashlib
import hmac
from datetime import datetime

from shopweave.alerts.senders.bot import plain, post, refuse_code, refuse_elsewhere
from shopweave.alerts.senders.sender import Told, fitting, refuse_gaps
from shopweave.alerts.types import Field, Kind, Line, Message

_LIMIT = 18_000
_TOO_OFTEN = (11232, 9499)


class Feishu:
    """Sends a card with a button under each line."""

    kind = Kind.FEISHU
    fields = (Field("address", secret=True), Field("secret", secret=True, needed=False))

    def __init__(
        self, hosts: tuple[str, ...] = ("https://open.feishu.cn", "https://open.larksuite.com")
    ) -> None:
        self._wanted = [f"{host}/open-apis/bot/v2/hook/" for host in hosts]

    def check(self, told: Told) -> None:
        """Raise for what cannot be a bot's address."""
        refuse_gaps(self.fields, told)
        refuse_elsewhere("address", told["address"], self._wanted)

    def send(self, told: Told, message: Message, now: datetime, key: str) -> None:
        """Deliver, or raise."""
        secret = told.get("secret", "")
        signed = signature(secret, now) if secret else {}
        body = {**signed, "msg_type": "interactive", "card": _card(message)}
        answer = post("Feishu", told["address"], body)
        refuse_code("Feishu", answer.get("code"), answer.get("msg"), _TOO_OFTEN)


def signature(secret: str, now: datetime) -> dict[str, str]:
    """The two fields that prove who sends."""
    stamp = str(int(now.timestamp()))
    mac = hmac.new(f"{stamp}\n{secret}".encode(), b"", hashlib.sha256).digest()
    return {"timestamp": stamp, "sign": base64.b64encode(mac).decode()}


def _written(message: Message) -> str:
    return "\n".join(line.text for line in message.lines)


def _card(message: Message) -> dict[str, object]:
    elements = [part for line in fitting(message, _written, _LIMIT).lines for part in _parts(line)]
    title = {"tag": "plain_text", "content": message.title}
    return {"header": {"title": title, "template": "turquoise"}, "elements": elements}


def _parts(line: Line) -> list[dict[str, object]]:
    text: dict[str, object] = {
        "tag": "div",
        "text": {"tag": "lark_md", "content": plain(line.text)},
    }
    if line.button is None:
        return [text]
    words = {"tag": "plain_text", "content": line.button.text}
    button = {"tag": "button", "text": words, "url": line.button.address, "type": "primary"}
    return [text, {"tag": "action", "actions": [button]}]
