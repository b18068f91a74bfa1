"""Typed words are taken apart the same way in every language."""

from shopweave.algorithms.search import joined, letters, words


def test_words_of_two_languages() -> None:
    """English words stay whole and lower-case, Chinese runs become overlapping pairs."""
    assert words("Tea-Pot 龙井茶 x2") == [("tea",), ("pot",), ("龙井", "井茶"), ("x2",)]


def test_a_single_character_is_a_word() -> None:
    """Somebody who types only 茶 asks for something."""
    assert words("茶") == [("茶",)]


def test_nothing_is_no_word() -> None:
    """Blanks and marks ask for nothing."""
    assert words(" -- !? ") == []


def test_letters_know_the_edges() -> None:
    """A slip in the middle leaves the parts at both edges as they were."""
    right, wrong = set(letters(["teapot"])), set(letters(["teaptot"]))
    assert {"<te", "tea", "eap", "ot>"} <= right & wrong


def test_chinese_letters_are_characters() -> None:
    """A pair is also found by each of its characters."""
    assert letters(["龙井"]) == ["龙", "井"]


def test_neighbours_are_written_together() -> None:
    """Only words of letters are: Chinese pairs overlap as it is."""
    assert joined(["tea", "pot", "龙井", "a"]) == ["teapot"]
