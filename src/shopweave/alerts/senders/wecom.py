"""WeCom (企业微信) group bots.

Protocol: developer.work.weixin.qq.com, "群机器人配置说明": the key stands in the address; Markdown
of at most 4,096 bytes; 20 messages a minute, errcode 45009 when there were more.
"""

from datetime import datetime

from shopweave.alerts.senders.bot import plain, post, refuse_code, refuse_elsewhere
from shopweave.alerts.senders.sender import Told, fitting, refuse_gaps
from shopweave.alerts.types import Field, Kind, Message

_LIMIT = 4096
_TOO_OFTEN = 45009


class WeCom:
    """Sends Markdown."""

    kind = Kind.WECOM
    fields = (Field("address", secret=True),)

    def __init__(self, host: str = "https://qyapi.weixin.qq.com") -> None:
        self._wanted = f"{host}/cgi-bin/webhook/send?key="

    def check(self, told: Told) -> None:
        """Raise for what cannot be a bot's address."""
        refuse_gaps(self.fields, told)
        refuse_elsewhere("address", told["address"], [self._wanted])

    def send(self, told: Told, message: Message, now: datetime, key: str) -> None:
        """Deliver, or raise."""
        content = written(fitting(message, written, _LIMIT))
        body = {"msgtype": "markdown", "markdown": {"content": content}}
        answer = post("WeCom", told["address"], body)
        refuse_code("WeCom", answer.get("errcode"), answer.get("errmsg"), [_TOO_OFTEN])


def written(message: Message) -> str:
    """The message in WeCom's Markdown."""
    parts = [f"**{plain(message.title)}**"]
    for line in message.lines:
        button = line.button
        link = f"\n[{plain(button.text)}]({button.address})" if button else ""
        parts.append(f"> {plain(line.text)}{link}")
    return "\n\n".join(parts)
