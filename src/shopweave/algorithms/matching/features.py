"""What speaks for and against two offers being the same thing, as numbers to learn from."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from shopweave.algorithms.matching.offers import Index, Offers
from shopweave.algorithms.matching.standing import standing
from shopweave.algorithms.matching.weighted import Space, grams, highest, space, total, words
from shopweave.algorithms.matching.words import Words

Column = NDArray[np.float64]
Named = Iterator[tuple[str, Column]]
Table = NDArray[np.float64]
_AT_ONCE = 20_000
# (name, words of the left offer, words of the right one, terms)
_VIEWS = (
    ("title", "titles", "titles", words),
    ("letters", "titles", "titles", grams),
    ("whole", "wholes", "wholes", words),
    ("title in whole", "titles", "wholes", words),
    ("whole to title", "wholes", "titles", words),
)
_PAIR = (
    "left codes found", "longest left code found", "left code begins alike",
    "right codes found", "longest right code found", "right code begins alike",
    "title codes found", "longest title code found", "title code begins alike",
    "numbers shared", "numbers left only", "numbers right only",
    "numbers left unsaid", "numbers right unsaid",
    "measures agree", "measures differ", "measures agree anywhere", "measures differ anywhere",
    "first words equal", "left first word found", "right first word found",
    "left brand found", "right brand found",
    "left words", "right words", "left words in all", "right words in all",
)  # fmt: skip


def features(left: Offers, right: Offers, li: Index, ri: Index) -> tuple[list[str], Table]:
    """Names (f,) and values (pairs, f) for the pairs (li, ri) of two catalogues."""
    found = dict(_all(left, right, li, ri))
    return list(found), np.column_stack(list(found.values()))


def _all(left: Offers, right: Offers, li: Index, ri: Index) -> Named:
    for name, ours, theirs, terms in _VIEWS:
        laid = space(getattr(left, ours), getattr(right, theirs), terms)
        yield from _overlap(name, laid, li, ri)
        if name in {"title", "letters"}:
            yield from _standing(name, laid, li, ri)
    pairs = np.array([_compare(left, right, i, j) for i, j in zip(li, ri, strict=True)], float)
    yield from zip(_PAIR, pairs.reshape(len(li), len(_PAIR)).T, strict=True)
    ratio = np.log((left.prices[li] + 0.01) / (right.prices[ri] + 0.01))
    yield from (("price ratio", ratio), ("price distance", np.abs(ratio)))


def _overlap(name: str, laid: Space, li: Index, ri: Index) -> Named:
    """Shared and missing terms by weight: cosine, containment both ways, Jaccard, rarest ones."""
    a, b = laid.left[li], laid.right[ri]
    both = csr_array(a.multiply(b))
    both.data = np.sqrt(both.data)
    shared, ours, theirs = total(both), total(laid.left)[li], total(laid.right)[ri]
    yield f"{name}: cosine", total(laid.left_unit[li].multiply(laid.right_unit[ri]))
    yield f"{name}: left in right", shared / np.maximum(ours, 1e-9)
    yield f"{name}: right in left", shared / np.maximum(theirs, 1e-9)
    yield f"{name}: jaccard", shared / np.maximum(ours + theirs - shared, 1e-9)
    yield f"{name}: left missing", ours - shared
    yield f"{name}: right missing", theirs - shared
    yield f"{name}: rarest shared", highest(both)
    yield f"{name}: rarest left missing", highest(_without(a, both))
    yield f"{name}: rarest right missing", highest(_without(b, both))


def _without(rows: csr_array, shared: csr_array) -> csr_array:
    left_over = csr_array(rows - shared)
    left_over.data[left_over.data < 1e-9] = 0.0
    return left_over


def _standing(name: str, laid: Space, li: Index, ri: Index) -> Named:
    ways = (
        ("left", standing(laid.left_unit, laid.right_unit, li, ri)),
        ("right", standing(laid.right_unit, laid.left_unit, ri, li)),
    )
    for side, found in ways:
        yield f"{name}: {side} lead", found.lead
        yield f"{name}: {side} rivals before", found.before


def _compare(left: Offers, right: Offers, i: int, j: int) -> tuple[float, ...]:
    a, b, whole_a, whole_b = left.titles[i], right.titles[j], left.wholes[i], right.wholes[j]
    n, m = a.numbers, b.numbers
    return (
        *_codes(a, whole_b),
        *_codes(b, whole_a),
        *_codes(a, b),
        len(n & m),
        len(n - m),
        len(m - n),
        len(n - whole_b.numbers),
        len(m - whole_a.numbers),
        *_measures(a, b),
        *_measures(whole_a, whole_b),
        a.terms[:1] == b.terms[:1],
        bool(a.terms) and a.terms[0] in whole_b.terms,
        bool(b.terms) and b.terms[0] in whole_a.terms,
        _share(left.brands[i].terms, whole_b),
        _share(right.brands[j].terms, whole_a),
        *map(len, (a.terms, b.terms, whole_a.terms, whole_b.terms)),
    )


def _codes(one: Words, other: Words) -> tuple[float, float, float]:
    """Share of codes that the other text holds in any spelling, the longest, the best beginning."""
    if not one.codes:
        return -1.0, -1.0, -1.0
    hit = [len(code) for code in one.codes if code in other.squeezed]
    alike = (_begins_alike(a, b) for a in one.codes for b in other.codes if a[0] == b[0])
    return len(hit) / len(one.codes), max(hit, default=0), max(alike, default=0.0)


def _begins_alike(one: str, other: str) -> float:
    common = 0
    for here, there in zip(one, other, strict=False):
        if here != there:
            break
        common += 1
    return common / max(len(one), len(other))


def _measures(one: Words, other: Words) -> tuple[int, int]:
    """How many measures agree, and how many have the same unit and another number."""
    if not one.measures or not other.measures:
        return 0, 0
    units = {unit for unit, _ in other.measures}
    agreed = one.measures & other.measures
    settled = {unit for unit, _ in agreed}
    return len(agreed), sum(u in units and u not in settled for u, _ in one.measures)


def _share(terms: tuple[str, ...], other: Words) -> float:
    return sum(term in other.terms for term in terms) / len(terms) if terms else -1.0
