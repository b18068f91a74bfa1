"""Product feeds that go out: the catalogue as Google's product feed, XML or TSV.

Owns `product_feeds`. Publishes no events. A feed has an unlisted, signed address: whoever has it
may read what a shop shows to everybody anyway, and nobody else finds it.
"""

from shopweave.connectors.feeds.feeds import Feed, Feeds
from shopweave.connectors.feeds.routes import FeedRoutes

__all__ = ["Feed", "FeedRoutes", "Feeds"]
