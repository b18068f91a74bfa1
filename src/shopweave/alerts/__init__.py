"""Tell people, where they are: group bots, Telegram, e-mail; and links that do one thing once.

Owns alert_channels, alert_messages and action_links. Publishes no events. Knows no skill: what a
link does is said in app.py.
"""

from shopweave.alerts.actions import Action, Actions
from shopweave.alerts.alerts import Alerts
from shopweave.alerts.channels import Channels
from shopweave.alerts.errors import (
    LaterForSome,
    LinkBroken,
    LinkExpired,
    LinkForSomebodyElse,
    LinkUsed,
    NotDelivered,
    NotReached,
    PartlyDelivered,
    SentTooOften,
    UnknownChannel,
)
from shopweave.alerts.links import Links
from shopweave.alerts.send import DELIVER, Delivery, newest, queue, told
from shopweave.alerts.senders import Sender, Senders, all_senders
from shopweave.alerts.tasks import register
from shopweave.alerts.types import Button, Channel, Field, Kind, Line, Link, Message, Sent

__all__ = [
    "DELIVER",
    "Action",
    "Actions",
    "Alerts",
    "Button",
    "Channel",
    "Channels",
    "Delivery",
    "Field",
    "Kind",
    "LaterForSome",
    "Line",
    "Link",
    "LinkBroken",
    "LinkExpired",
    "LinkForSomebodyElse",
    "LinkUsed",
    "Links",
    "Message",
    "NotDelivered",
    "NotReached",
    "PartlyDelivered",
    "Sender",
    "Senders",
    "Sent",
    "SentTooOften",
    "UnknownChannel",
    "all_senders",
    "newest",
    "queue",
    "register",
    "told",
]
