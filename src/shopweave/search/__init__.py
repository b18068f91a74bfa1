"""Find products by words: Chinese and English, with slips of the pen, narrowed by facets.

Owns an index in memory that follows the catalogue; no tables of its own. Publishes no events.
"""

from shopweave.search.index import Index
from shopweave.search.types import ALL, Entry, Facet, Filters, Found, Hit

__all__ = ["ALL", "Entry", "Facet", "Filters", "Found", "Hit", "Index"]
