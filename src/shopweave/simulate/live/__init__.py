"""Live shoppers: they browse, follow recommendations and buy through the public API."""

from shopweave.simulate.live.client import Access, Client, Refused, Tally
from shopweave.simulate.live.town import Surroundings, live

__all__ = ["Access", "Client", "Refused", "Surroundings", "Tally", "live"]
