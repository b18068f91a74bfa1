"""Find products by words: Chinese and English, with slips of the pen, narrowed by facets.

Owns an index in memory that follows the catalogue; no tables of its own. Publishes no events.
"""

from shopweave.search.follow import Follower
from shopweave.search.index import Index
from shopweave.search.routes import Searching
from shopweave.search.search import KIND, Answer, Search, Wish
from shopweave.search.types import ALL, Entry, Facet, Filters, Found, Hit

__all__ = [
    "ALL",
    "KIND",
    "Answer",
    "Entry",
    "Facet",
    "Filters",
    "Follower",
    "Found",
    "Hit",
    "Index",
    "Search",
    "Searching",
    "Wish",
]
