"""The past of the sample shop: who came when, what they took, what is left on the shelves."""

from shopweave.simulate.past.browsing import Act, Step, browse
from shopweave.simulate.past.history import CHANNELS, History, remember
from shopweave.simulate.past.shelves import Level, count_shelves

__all__ = ["CHANNELS", "Act", "History", "Level", "Step", "browse", "count_shelves", "remember"]
