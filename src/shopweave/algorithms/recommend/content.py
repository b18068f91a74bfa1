"""Products with similar texts: TF-IDF vectors and their cosine."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array

from shopweave.algorithms.recommend.item_to_item import ItemToItem
from shopweave.algorithms.recommend.nearest import lengths, nearest
from shopweave.algorithms.recommend.profile import LOG, Weighing

WORD = re.compile(r"[^\W_\u3040-\u30ff\u3400-\u9fff]+|[\u3040-\u30ff\u3400-\u9fff]+")


def terms(text: str) -> list[str]:
    """Lower-case words; runs of Chinese or Japanese characters become overlapping pairs."""
    found: list[str] = []
    for word in WORD.findall(unicodedata.normalize("NFKC", text).lower()):
        if len(word) > 1 and word[0] >= "\u3040":
            found += [word[n : n + 2] for n in range(len(word) - 1)]
        else:
            found.append(word)
    return found


def vectors(texts: Sequence[str]) -> csr_array:
    """TF-IDF rows of length 1, (texts, vocabulary): (1 + log tf) x log(n / df)."""
    counts = [Counter(terms(text)) for text in texts]
    vocabulary = {term: n for n, term in enumerate(sorted({t for c in counts for t in c}))}
    columns = np.array([vocabulary[t] for c in counts for t in c], dtype=np.int64)
    data = np.array([1 + np.log(n) for c in counts for n in c.values()])
    starts = np.concatenate([[0], np.cumsum([len(c) for c in counts])]).astype(np.int64)
    frequency = np.bincount(columns, minlength=len(vocabulary))
    data = data * np.log(max(len(texts), 2) / np.maximum(frequency, 1))[columns]
    rows = csr_array((data, columns, starts), shape=(len(texts), len(vocabulary)))
    length = np.maximum(lengths(rows), 1e-12)
    rows.data = rows.data / np.repeat(length, np.diff(rows.indptr))
    return rows


def fit_content(texts: Sequence[str], k: int = 100, weighing: Weighing = LOG) -> ItemToItem:
    """Votes = cosine of the products' texts, sim(i, j) = v_i . v_j / (|v_i| |v_j|), k nearest.

    texts: (catalogue,) one text per product, in any mixture of languages.
    """
    rows = vectors(texts)
    same = csr_array(rows @ rows.T)
    same.setdiag(0)
    same.eliminate_zeros()
    return ItemToItem(nearest(same, k), weighing)
