"""Shops that are connected: read by turns, heard by webhook, told what changed here.

Owns `connections`, `connection_cursors`, `connection_refusals`, `connection_hooks` and
`connection_told`. Publishes no events of its own.
"""

from shopweave.connectors.sync.connections import Connections
from shopweave.connectors.sync.hooks import Hooks
from shopweave.connectors.sync.poller import Poller
from shopweave.connectors.sync.read import waiting
from shopweave.connectors.sync.routes import SourceRoutes
from shopweave.connectors.sync.setup import Sources
from shopweave.connectors.sync.tell import hear as tell_shops
from shopweave.connectors.sync.types import (
    EVERY,
    Connection,
    ConnectionDraft,
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
    "Poller",
    "Progress",
    "Refusal",
    "SourceRoutes",
    "Sources",
    "Standing",
    "Told",
    "tell_shops",
    "waiting",
]
