"""DingTalk (钉钉) group bots.

Protocol: open.dingtalk.com, "自定义机器人安全设置": sign = Base64(HMAC-SHA256(key = secret, text =
milliseconds, newline, secret)) beside the milliseconds in the address; at most an hour old;
20 messages a minute, errcode 130101 when there were more.
"""

import base64
import hashlib
import hmac
from datetime import datetime

from shopweave.alerts.senders.bot import plain, post, refuse_code, refuse_elsewhere
from shopweave.alerts.senders.sender import Told, fitting, refuse_gaps
from shopweave.alerts.types import Field, Kind, Message

_LIMIT = 18_000
_TOO_OFTEN = 130101


class DingTalk:
    """Sends an action card: text with a button per line."""

    kind = Kind.DINGTALK
    fields = (Field("address", secret=True), Field("secret", secret=True, needed=False))

    def __init__(self, host: str = "https://oapi.dingtalk.com") -> None:
        self._wanted = f"{host}/robot/send?access_token="

    def check(self, told: Told) -> None:
        """Raise for what cannot be a bot's address."""
        refuse_gaps(self.fields, told)
        refuse_elsewhere("address", told["address"], [self._wanted])

    def send(self, told: Told, message: Message, now: datetime, key: str) -> None:
        """Deliver, or raise."""
        secret = told.get("secret", "")
        signed = signature(secret, now) if secret else {}
        answer = post("DingTalk", told["address"], _body(message), signed)
        refuse_code("DingTalk", answer.get("errcode"), answer.get("errmsg"), [_TOO_OFTEN])


def signature(secret: str, now: datetime) -> dict[str, str]:
    """The two parameters that prove who sends."""
    stamp = str(round(now.timestamp() * 1000))
    mac = hmac.new(secret.encode(), f"{stamp}\n{secret}".encode(), hashlib.sha256).digest()
    return {"timestamp": stamp, "sign": base64.b64encode(mac).decode()}


def written(message: Message) -> str:
    """The message in DingTalk's Markdown."""
    lines = (f"- {plain(line.text)}" for line in message.lines)
    return "\n\n".join([f"### {plain(message.title)}", *lines])


def _body(message: Message) -> dict[str, object]:
    buttons = [line.button for line in message.lines if line.button]
    text = written(fitting(message, written, _LIMIT))
    if not buttons:
        return {"msgtype": "markdown", "markdown": {"title": message.title, "text": text}}
    card = {
        "title": message.title,
        "text": text,
        "btnOrientation": "0",
        "btns": [{"title": one.text, "actionURL": one.address} for one in buttons],
    }
    return {"msgtype": "actionCard", "actionCard": card}
