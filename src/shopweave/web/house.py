"""What the web surfaces need of the composed product."""

from typing import Protocol

from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database
from shopweave.trust.permissions import Gate


class House(Protocol):
    """The running Shopweave, as the pages see it; app.py builds it."""

    @property
    def database(self) -> Database:
        """The one record."""

    @property
    def clock(self) -> Clock:
        """The time."""

    @property
    def gate(self) -> Gate:
        """Who knows the callers."""
