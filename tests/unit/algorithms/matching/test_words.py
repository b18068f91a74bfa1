"""Texts are taken apart as people read them, in English and Chinese."""

from shopweave.algorithms.matching.words import read


def test_a_code_is_found_in_any_spelling() -> None:
    """Hyphens and slashes do not hide a model's number, and its parts count, too."""
    words = read("Sony VAIO VGN-AW110J/H Notebook")
    assert "vgnaw110jh" in words.codes
    assert "vgnaw110jh" in read("sony vgnaw110jh").squeezed
    assert {"vgnaw110jh", "vgn", "sony"} <= set(words.terms)


def test_a_measure_is_no_code() -> None:
    """Numbers with units are told apart from the numbers of models."""
    words = read("Kettle 1.7 L 2200W, 500g")
    assert words.codes == frozenset()
    assert words.measures == {("l", "1.7"), ("watt", "2200"), ("g", "500")}


def test_chinese_is_compared_by_pairs_of_characters() -> None:
    """A run of characters becomes overlapping pairs; its units are those of English."""
    words = read("龙井绿茶 250克")
    assert {"龙井", "井绿", "绿茶"} <= set(words.terms)
    assert words.measures == {("g", "250")} == read("Longjing 250 g").measures


def test_nothing_is_nothing() -> None:
    """An empty text has no words."""
    words = read("  ™ ")
    assert (words.terms, words.squeezed, words.codes) == ((), "", frozenset())
