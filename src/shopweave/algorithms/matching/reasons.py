"""Why two offers look the same, and what speaks against it, as data for people to read."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shopweave.algorithms.matching.offers import Offer
from shopweave.algorithms.matching.words import Words, read

NEAR, FAR = 1.15, 1.6
MOST = 6
_EAST = re.compile("[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign; speaks_for: whether it is one for being the same. words: what it is about."""

    code: str
    speaks_for: bool
    words: str = ""


def signs(left: Offer, right: Offer) -> list[Sign]:
    """What a person would look at first: codes, sizes, brand, price, words of one side only."""
    a, b = read(left.title), read(right.title)
    whole_a = read(f"{left.title} {left.brand} {left.text}")
    whole_b = read(f"{right.title} {right.brand} {right.text}")
    return [
        *_codes(a, b, whole_a, whole_b),
        *_measures(whole_a, whole_b),
        *_brand(left, right, whole_a, whole_b),
        *_price(left.price, right.price),
        *_words(a, b, whole_a, whole_b),
    ]


def _codes(a: Words, b: Words, whole_a: Words, whole_b: Words) -> Iterator[Sign]:
    shared = {code for code in a.codes if code in whole_b.squeezed}
    shared |= {code for code in b.codes if code in whole_a.squeezed}
    if shared:
        yield Sign("code_shared", True, max(shared, key=len))
    elif a.codes and b.codes:
        yield Sign("code_differs", False, f"{_one(a.codes)} / {_one(b.codes)}")


def _measures(a: Words, b: Words) -> Iterator[Sign]:
    ours, theirs = dict(a.measures), dict(b.measures)
    agreed = a.measures & b.measures
    if agreed:
        yield Sign("measure_agrees", True, ", ".join(f"{n} {unit}" for unit, n in sorted(agreed)))
    for unit in sorted(ours.keys() & theirs.keys() - {unit for unit, _ in agreed}):
        yield Sign("measure_differs", False, f"{ours[unit]} / {theirs[unit]} {unit}")


def _brand(left: Offer, right: Offer, a: Words, b: Words) -> Iterator[Sign]:
    for brand, other in ((left.brand, b), (right.brand, a)):
        terms = read(brand).terms
        if terms:
            found = all(term in other.terms for term in terms)
            if found or (left.brand and right.brand):
                yield Sign("brand_equal" if found else "brand_differs", found, brand)
            return


def _price(left: float | None, right: float | None) -> Iterator[Sign]:
    if left and right:
        ratio = max(left, right) / min(left, right)
        if ratio <= NEAR:
            yield Sign("price_near", True)
        elif ratio >= FAR:
            yield Sign("price_far", False)


def _words(a: Words, b: Words, whole_a: Words, whole_b: Words) -> Iterator[Sign]:
    shared = _spoken([term for term in a.terms if term in b.terms])
    if shared:
        yield Sign("words_shared", True, shared)
    for code, own, other in (("left", a, whole_b), ("right", b, whole_a)):
        if only := _spoken(_missing(own, other)):
            yield Sign(f"words_{code}_only", False, only)


def _missing(own: Words, other: Words) -> list[str]:
    """Terms that the other lacks; not what is only joined from parts, as "v6002" from "v60-02"."""
    return [
        term
        for term in own.terms
        if term not in other.terms and term not in other.squeezed and not _joined(term, own)
    ]


def _joined(term: str, own: Words) -> bool:
    cuts = range(1, len(term))
    return any(term[:cut] in own.terms and term[cut:] in own.terms for cut in cuts)


def _spoken(terms: Iterable[str]) -> str:
    """The first few terms as words; overlapping pairs of characters become one word again."""
    words: list[str] = []
    for term in terms:
        if words and _EAST.match(term) and words[-1][-1:] == term[:1]:
            words[-1] += term[1:]
        else:
            words.append(term)
    return " ".join(words[:MOST])


def _one(codes: Iterable[str]) -> str:
    return max(sorted(codes), key=len)
