"""Texts in any script find their like."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.algorithms.recommend.shops import history

from shopweave.algorithms.recommend import content, fit_content
from shopweave.algorithms.recommend.content import terms, vectors


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oat MILK 1l", ["oat", "milk", "1l"]),
        ("有机燕麦奶", ["有机", "机燕", "燕麦", "麦奶"]),
        ("茶", ["茶"]),
        ("Oat 燕麦奶", ["oat", "燕麦", "麦奶"]),
        ("", []),
    ],
)
def test_words_and_pairs_of_characters(text: str, expected: list[str]) -> None:
    """Latin words are terms; Chinese runs become overlapping pairs, a single one stays."""
    assert terms(text) == expected


def test_similar_names_vote_for_each_other() -> None:
    """A red mug stands nearer to a blue mug than to a garden chair."""
    texts = ["red tea mug", "blue tea mug", "garden chair", "燕麦奶", "有机燕麦奶", "garden table"]
    scores = fit_content(texts).scores(history(0), 0.0)[0]
    assert scores[1] > scores[2]
    chinese = fit_content(texts).scores(history(3), 0.0)[0]
    assert chinese.argmax() == 4


def test_likeness_does_not_depend_on_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Computed two products at a time, the neighbours are the same, and nobody votes for itself."""
    texts = [f"tea {n % 3} cup {n % 4}" for n in range(9)]
    whole = fit_content(texts).votes.toarray()
    monkeypatch.setattr(content, "BLOCK", 2)
    assert fit_content(texts).votes.toarray() == pytest.approx(whole)
    assert np.diag(whole).tolist() == [0.0] * 9


@given(st.lists(st.text(max_size=30), min_size=1, max_size=10))
def test_vectors_have_length_one_or_nothing(texts: list[str]) -> None:
    """Any text gives a finite vector of length 1, or 0 when nothing in it tells it apart."""
    rows = vectors(texts).toarray()
    lengths = np.linalg.norm(rows, axis=1)
    assert np.isfinite(rows).all()
    assert all(length == pytest.approx(1.0) or length == 0 for length in lengths)
