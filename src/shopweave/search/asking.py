"""From typed words to a query of the index."""

from dataclasses import dataclass
from math import ceil

from tantivy import FieldType, Occur, Query, Schema, Searcher

from shopweave.algorithms.search import joined, letters, words
from shopweave.search import fields
from shopweave.search.fields import (
    BRAND,
    BRAND_IS,
    CATEGORY,
    CATEGORY_IS,
    CODE,
    JOINED,
    LETTERS,
    PLAIN,
    PRICE,
    TEXT,
    TITLE,
)
from shopweave.search.types import Filters

WORTH = {TITLE: 2.0, BRAND: 1.5, CATEGORY: 1.5, TEXT: 1.5}
OF_CODE, OF_TYPO, OF_LETTERS, OF_BEGINNING = 6.0, 6.0, 0.5, 0.5
OF_JOINED, OF_ONE_WORD = 1.0, 4.0
TIE = 0.1
SHARE_NEEDED = 0.2
SHARE_OF_RUN = 1 / 3
SHARE_ALIKE = 0.5
MOST_WORDS, BEGINNINGS = 24, 12
SHORTEST_TYPO, TWO_SLIPS = 4, 8
Clause = tuple[Occur, Query]


@dataclass(frozen=True, slots=True)
class Asking:
    """Builds queries for one state of the index."""

    schema: Schema
    searcher: Searcher

    def query(self, text: str, filters: Filters) -> Query:
        """What has some of the words; the more of them and the rarer, the better.

        Without words everything fits.
        """
        asked = words(text)[:MOST_WORDS]
        needed = [self._word(word, begins=n == len(asked)) for n, word in enumerate(asked, 1)]
        clauses = self._narrowed(filters)
        if not needed:
            return Query.boolean_query([(Occur.Must, Query.all_query()), *clauses])
        enough = ceil(len(needed) * SHARE_NEEDED)
        must = Query.boolean_query([(Occur.Should, each) for each in needed], enough)
        every = [term for word in asked for term in word]
        likeness = [way for both in joined(every) for way in self._together(both)]
        parts = dict.fromkeys(letters(every))
        likeness += [self._term(LETTERS, part, OF_LETTERS) for part in parts]
        code = self._term(CODE, fields.squeezed(text), OF_CODE)
        fits = Query.disjunction_max_query([must, code])
        extra = [(Occur.Should, each) for each in likeness]
        return Query.boolean_query([(Occur.Must, fits), *extra, *clauses])

    def alike(self, text: str, filters: Filters) -> Query:
        """What is merely spelt alike, for words that nothing has."""
        every = [term for word in words(text)[:MOST_WORDS] for term in word]
        parts = [self._term(LETTERS, part, 1.0) for part in dict.fromkeys(letters(every))]
        if not parts:
            return Query.empty_query()
        enough = ceil(len(parts) * SHARE_ALIKE)
        must = Query.boolean_query([(Occur.Should, each) for each in parts], enough)
        return Query.boolean_query([(Occur.Must, must), *self._narrowed(filters)])

    def _word(self, word: tuple[str, ...], *, begins: bool) -> Query:
        if len(word) > 1:
            enough = ceil(len(word) * SHARE_OF_RUN)
            return Query.boolean_query([(Occur.Should, self._anywhere(t)) for t in word], enough)
        return self._anywhere(word[0], begins=begins)

    def _anywhere(self, term: str, *, begins: bool = False) -> Query:
        """The term in the field where it tells most, or what it was meant to be."""
        stem = fields.stemmer().analyze(term)[0]
        ways = [self._term(name, stem, worth) for name, worth in WORTH.items()]
        ways += [self._term(CODE, term, OF_CODE), self._term(JOINED, term, OF_JOINED)]
        if begins:
            started = self.searcher.terms_with_prefix(PLAIN, term, limit=BEGINNINGS)
            ways += [self._term(PLAIN, whole, OF_BEGINNING) for whole, _ in started]
        if not term.isascii() and len(term) == 1:
            ways.append(self._term(LETTERS, term, 1.0))
        if self._may_be_mistyped(term):
            slips = 2 if len(term) >= TWO_SLIPS else 1
            near = Query.fuzzy_term_query(self.schema, PLAIN, term, slips, True)
            ways.append(Query.boost_query(near, OF_TYPO))
        return Query.disjunction_max_query(ways, TIE)

    def _together(self, both: str) -> list[Query]:
        """Two neighbours that stand side by side in a title, or are one word there."""
        beside = self._term(JOINED, both, OF_JOINED)
        return [beside, self._term(PLAIN, both, OF_ONE_WORD)]

    def _may_be_mistyped(self, term: str) -> bool:
        """Numbers are never corrected, and neither is a word that some product has."""
        known = self.searcher.doc_freq(PLAIN, term) > 0
        return term.isascii() and term.isalpha() and len(term) >= SHORTEST_TYPO and not known

    def _narrowed(self, filters: Filters) -> list[Clause]:
        exact = {BRAND_IS: filters.brand, CATEGORY_IS: filters.category}
        wanted = [self._term(name, value, 0.0) for name, value in exact.items() if value]
        if filters.price_from is not None or filters.price_to is not None:
            ends = filters.price_from, filters.price_to
            between = Query.range_query(self.schema, PRICE, FieldType.Integer, *ends)
            wanted.append(Query.const_score_query(between, 0.0))
        return [(Occur.Must, each) for each in wanted]

    def _term(self, field: str, value: str, worth: float) -> Query:
        return Query.boost_query(Query.term_query(self.schema, field, value), worth)
