"""Texts are sorted by their telling words; attributes are taken only where a text tells one."""

import pytest

from shopweave.algorithms import sorting

TEXTS = ["green tea leaves", "black tea bags", "tea from Uji", "clay pot", "iron pots", "tea pot"]
LABELS = ["tea", "tea", "tea", "pots", "pots", "pots"]


def test_the_words_that_told_are_named() -> None:
    """A plural counts as its singular; what was never seen tells nothing."""
    model = sorting.learn(TEXTS, LABELS)
    pot, tea, unknown = sorting.judge(model, ["large pots", "teas of spring", "gift voucher"])
    assert (pot.label, pot.words) == ("pots", ("pot",))
    assert (tea.label, tea.words) == ("tea", ("tea",))
    assert unknown.words == ()


def test_probabilities_are_learned_where_there_is_enough() -> None:
    """Where words decide, the held-out part makes the model sure; where chance does, unsure."""
    texts = [f"{word} number{n}" for n in range(100) for word in ("tea", "pot")]
    clear = sorting.learn(texts, ["tea", "pots"] * 100)
    blurred = sorting.learn(texts, [str(n * n % 7 % 2) for n in range(200)])
    assert sorting.judge(clear, ["tea"])[0].probability > 0.9
    assert sorting.judge(blurred, ["tea"])[0].probability < 0.9


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Stainless steel kettle, white, 1.2 kg", {"color": "white", "material": "stainless steel",
                                                   "weight_g": "1200"}),
        ("棉质T恤 黑色 尺码 XL", {"color": "black", "material": "cotton", "size": "XL"}),
        ("Green tea from Uji, 100g", {"weight_g": "100"}),
        ("Cup, black or white", {}),
        ("红茶 2斤", {"weight_g": "1000"}),
        ("Board 30 x 40 cm", {"size": "30 x 40 cm"}),
    ],
)  # fmt: skip
def test_a_text_tells_one_thing_or_nothing(text: str, told: dict[str, str]) -> None:
    """Green tea has no colour, and of two colours none is taken."""
    assert {one.name: one.value for one in sorting.traits(text)} == told
