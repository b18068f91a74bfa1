"""A draft may say what its source says, in other units and another language, and no more."""

import pytest

from shopweave.algorithms.text import invented


@pytest.mark.parametrize(
    ("draft", "facts", "found"),
    [
        ("净重 1 公斤，两件装。", "Weighs 1000 g", []),
        ("容量0.8升", "Holds 800 ml", []),
        ("Holds 900 ml.", "Holds 800 ml", ["900 ml"]),
        ("A set of four cups", "4 cups", []),
        ("A set of six cups", "4 cups", ["6"]),
        ("Organic oolong", "有机乌龙茶", []),
        ("Waterproof and dishwasher safe", "A cup", ["waterproof", "dishwasher"]),
        ("保修三年，天然材质", "Cup with warranty", ["天然"]),
        ("35 cm wide", "size 35", ["35 cm"]),
        ("Size 35", "35 cm", []),
    ],
)  # fmt: skip
def test_what_nobody_said_is_named(draft: str, facts: str, found: list[str]) -> None:
    """Numbers are told with their units, claims by the word of the draft."""
    assert invented(draft, facts) == found
