"""Products with similar texts: TF-IDF vectors and their cosine."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array, vstack

from shopweave.algorithms.recommend.item_to_item import ItemToItem
from shopweave.algorithms.recommend.nearest import lengths, nearest
from shopweave.algorithms.recommend.profile import LOG, Weighing

# Products at a time: bounds the memory that likeness takes before the nearest are picked.
BLOCK = 1000
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
    across = csr_array(rows.T)
    blocks = [
        nearest(_likeness(rows, across, start), k) for start in range(0, max(len(texts), 1), BLOCK)
    ]
    return ItemToItem(csr_array(vstack(blocks, format="csr")), weighing)


def _likeness(rows: csr_array, across: csr_array, start: int) -> csr_array:
    """Cosines of a block of products with all, without those of each with itself."""
    same = csr_array(rows[start : start + BLOCK] @ across)
    same.setdiag(0, k=start)
    same.eliminate_zeros()
    return same
