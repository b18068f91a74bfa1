"""What people type, taken apart, and the order of what was found."""

from shopweave.algorithms.search.quality import graded_ndcg
from shopweave.algorithms.search.rank import rerank
from shopweave.algorithms.search.terms import joined, letters, words

__all__ = ["graded_ndcg", "joined", "letters", "rerank", "words"]
