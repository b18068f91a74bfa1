"""Shops that are connected: read by turns, heard by webhook, told what changed here.

Owns `connections`, `connection_cursors`, `connection_refusals`, `connection_hooks`,
`connection_told` and `connection_messages`. Publishes no events of its own.
"""

from shopweave.connectors.sync.connections import Connections
from shopweave.connectors.sync.hooks import Hooks
from shopweave.connectors.sync.poller import Poller
from shopweave.connectors.sync.read import connection_of, waiting
from shopweave.connectors.sync.records.messages import of as messages_of
from shopweave.connectors.sync.routes import SourceRoutes
from shopweave.connectors.sync.setup import Sources
from shopweave.connectors.sync.tell import Telling, price_changes
from shopweave.connectors.sync.tell import hear as tell_shops
from shopweave.connectors.sync.types import (
    EVERY,
    Connection,
    ConnectionDraft,
    Message,
    MessageState,
    Progress,
    Refusal,
    Standing,
    Told,
)

__all__ = [
    "EVERY",
    "Connection",
    "ConnectionDraft",
    "Connections",
    "Hooks",
    "Message",
    "MessageState",
    "Poller",
    "Progress",
    "Refusal",
    "SourceRoutes",
    "Sources",
    "Standing",
    "Telling",
    "Told",
    "connection_of",
    "messages_of",
    "price_changes",
    "tell_shops",
    "waiting",
]
