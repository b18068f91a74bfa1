"""What the web surfaces need of the composed product."""

from typing import Protocol

from shopweave.alerts import Alerts
from shopweave.commerce.customers import Directory
from shopweave.commerce.events import Live
from shopweave.connectors.feeds import Feeds
from shopweave.connectors.files import Importer, Uploads
from shopweave.connectors.sync import Sources
from shopweave.decisions import Kinds
from shopweave.foundation.artefacts import ArtefactStore
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database
from shopweave.foundation.reach import Ways
from shopweave.goods.drafting import Drafting
from shopweave.recommend import Recommender
from shopweave.trust import Trust


class House(Protocol):
    """The running Shopweave, as the pages see it; app.py builds it."""

    @property
    def ways(self) -> Ways:
        """How other machines reach it."""

    @property
    def database(self) -> Database:
        """The one record."""

    @property
    def clock(self) -> Clock:
        """The time."""

    @property
    def alerts(self) -> Alerts:
        """Ways to people, and links that do one thing once."""

    @property
    def trust(self) -> Trust:
        """Doors, keys and personal data."""

    @property
    def directory(self) -> Directory:
        """The way from a customer's marks to the pseudonym, and back."""

    @property
    def kinds(self) -> Kinds:
        """What approving, undoing and replaying mean."""

    @property
    def artefacts(self) -> ArtefactStore:
        """The models on disk."""

    @property
    def importer(self) -> Importer:
        """What brings files into the record."""

    @property
    def uploads(self) -> Uploads:
        """What takes files from a browser."""

    @property
    def sources(self) -> Sources:
        """Connected shops, and how they are."""

    @property
    def feeds(self) -> Feeds:
        """What gives product feeds their addresses."""

    @property
    def recommender(self) -> Recommender:
        """What would be recommended, and why."""

    @property
    def live(self) -> Live:
        """New events as they are stored."""

    @property
    def drafting(self) -> Drafting:
        """What writes drafts of texts."""
