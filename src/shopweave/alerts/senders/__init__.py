"""The ways to people, one file per service; each writes a message in that service's form."""

from collections.abc import Mapping

from shopweave.alerts.senders.dingtalk import DingTalk
from shopweave.alerts.senders.email import Email
from shopweave.alerts.senders.feishu import Feishu
from shopweave.alerts.senders.sender import ONLY, Sender, Told
from shopweave.alerts.senders.telegram import Telegram
from shopweave.alerts.senders.wecom import WeCom
from shopweave.alerts.types import Kind

Senders = Mapping[Kind, Sender]

__all__ = [
    "ONLY",
    "DingTalk",
    "Email",
    "Feishu",
    "Sender",
    "Senders",
    "Telegram",
    "Told",
    "WeCom",
    "all_senders",
]


def all_senders() -> Senders:
    """Every way, at the addresses of the real services."""
    return {one.kind: one for one in (WeCom(), DingTalk(), Feishu(), Telegram(), Email())}
