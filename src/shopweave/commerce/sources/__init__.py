"""Where the record comes from: shops, tills, files, and how they are.

Owns `sources`. Publishes no events.
"""

from shopweave.commerce.sources.errors import UnknownCurrency, UnknownSource, UnknownTimeZone
from shopweave.commerce.sources.health import report
from shopweave.commerce.sources.read import by_name, every, get
from shopweave.commerce.sources.register import ensure
from shopweave.commerce.sources.shop import Shop, home, zone
from shopweave.commerce.sources.types import Health, LegalBasis, Source, SourceDraft

__all__ = [
    "Health",
    "LegalBasis",
    "Shop",
    "Source",
    "SourceDraft",
    "UnknownCurrency",
    "UnknownSource",
    "UnknownTimeZone",
    "by_name",
    "ensure",
    "every",
    "get",
    "home",
    "report",
    "zone",
]
