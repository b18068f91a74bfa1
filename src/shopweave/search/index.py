"""The index of everything that can be searched, in memory; tantivy does the work below."""

import threading
from collections.abc import Iterable, Mapping
from typing import Any

from tantivy import Query, Searcher

from shopweave.search import fields
from shopweave.search.asking import Asking
from shopweave.search.types import ALL, Entry, Facet, Filters, Found, Hit

MEMORY = 64_000_000
FACETS = 30
ALL_HITS = "all"
COUNTED: dict[str, Any] = {
    ALL_HITS: {"value_count": {"field": fields.KEY}},
    **{
        name: {"terms": {"field": name, "size": FACETS}}
        for name in (fields.BRAND_IS, fields.CATEGORY_IS)
    },
}


class Index:
    """Entries by id. Safe to ask from many threads while one writes."""

    def __init__(self) -> None:
        self._index = fields.index()
        self._writing = threading.Lock()

    def __len__(self) -> int:
        """Number of entries."""
        return self._index.searcher().num_docs

    def put(self, entries: Iterable[Entry], gone: Iterable[str] = ()) -> None:
        """Add or replace entries and drop others; the next question sees all of it at once."""
        with self._writing:
            writer = self._index.writer(MEMORY, 1)
            for key in gone:
                writer.delete_documents_by_term(fields.KEY, key)
            for entry in entries:
                writer.delete_documents_by_term(fields.KEY, entry.id)
                writer.add_document(fields.document(entry))
            writer.commit()
            writer.wait_merging_threads()
            self._index.reload()

    def find(self, text: str, filters: Filters = ALL, *, limit: int = 10, offset: int = 0) -> Found:
        """The best fitting entries; where no word fits, what is spelt alike."""
        searcher = self._index.searcher()
        asking = Asking(self._index.schema, searcher)
        found = _found(searcher, asking.query(text, filters), limit, offset)
        if found.total or not text.strip():
            return found
        return _found(searcher, asking.alike(text, filters), limit, offset)


def _found(searcher: Searcher, query: Query, limit: int, offset: int) -> Found:
    result = searcher.search(query, limit, offset=offset)
    hits = [Hit(searcher.doc(place)[fields.KEY][0], float(score)) for score, place in result.hits]
    counted = searcher.aggregate(query, COUNTED)
    brands, categories = (_facets(counted[name]) for name in (fields.BRAND_IS, fields.CATEGORY_IS))
    return Found(tuple(hits), int(counted[ALL_HITS]["value"]), brands, categories)


def _facets(answer: Mapping[str, Any]) -> tuple[Facet, ...]:
    return tuple(Facet(each["key"], each["doc_count"]) for each in answer["buckets"])
