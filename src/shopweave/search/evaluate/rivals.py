"""Simple ways to search, to be compared with."""

from collections.abc import Callable, Sequence

import numpy as np
from scipy.sparse import csr_array

from shopweave.algorithms.recommend.content import terms
from shopweave.algorithms.recommend.nearest import nearest
from shopweave.search.index import Index
from shopweave.search.types import Entry

Search = Callable[[str, int], list[str]]
K1, B = 1.2, 0.75


def ours(entries: Sequence[Entry]) -> Search:
    """The search that is shipped."""
    index = Index()
    index.put(entries)
    return lambda text, top: [hit.id for hit in index.find(text, limit=top).hits]


def bm25_of_titles(entries: Sequence[Entry]) -> Search:
    """BM25 over titles alone, as many shops have it."""
    return _bm25(entries, [" ".join(entry.titles) for entry in entries])


def bm25(entries: Sequence[Entry]) -> Search:
    """BM25 over all words of a product."""
    return _bm25(entries, [_whole(entry) for entry in entries])


SEARCHES = {"shopweave": ours, "bm25": bm25, "bm25-titles": bm25_of_titles}


def _bm25(entries: Sequence[Entry], texts: Sequence[str]) -> Search:
    """Okapi BM25. Robertson and Zaragoza (2009), with k1 = 1.2 and b = 0.75."""
    every = [terms(text) for text in texts]
    places = {term: n for n, term in enumerate(sorted({t for each in every for t in each}))}
    votes = csr_array(_weights(every, places).T)

    def search(text: str, top: int) -> list[str]:
        asked = [places[term] for term in terms(text) if term in places]
        counts = np.bincount(np.array(asked, np.int64), minlength=len(places))
        scores = csr_array(counts[None, :].astype(np.float64)) @ votes
        return [entries[int(place)].id for place in nearest(csr_array(scores), top).indices]

    return search


def _weights(every: Sequence[Sequence[str]], places: dict[str, int]) -> csr_array:
    """What each term of each product is worth, (products, terms)."""
    rows = np.repeat(np.arange(len(every)), [len(each) for each in every])
    columns = np.array([places[term] for each in every for term in each], dtype=np.int64)
    shape = (len(every), len(places))
    counts = csr_array((np.ones(len(columns)), (rows, columns)), shape=shape)
    counts.sum_duplicates()
    length = np.bincount(rows, minlength=len(every)).astype(np.float64)
    owner = np.repeat(np.arange(len(every)), np.diff(counts.indptr))
    held = np.bincount(counts.indices, minlength=len(places))
    rarity = np.log1p((len(every) - held + 0.5) / (held + 0.5))
    room = K1 * (1 - B + B * length / max(length.mean(), 1e-9))
    counts.data = rarity[counts.indices] * counts.data * (K1 + 1) / (counts.data + room[owner])
    return counts


def _whole(entry: Entry) -> str:
    return " ".join((*entry.titles, entry.brand, *entry.categories, entry.text))
