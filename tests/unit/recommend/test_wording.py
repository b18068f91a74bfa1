"""Reasons are said in both languages, with what is known."""

import pytest

from shopweave.recommend.types import Code, Reason
from shopweave.recommend.wording import say


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("code", list(Code))
def test_every_reason_has_words(code: Code, language: str) -> None:
    """Each code gives a sentence, however little is known."""
    named = "p" if code in {Code.because_bought, Code.because_seen, Code.similar} else None
    count = 3 if code in {Code.popular, Code.bought_together} else None
    assert say(Reason(code, named, count), language, "Oat milk")


def test_facts_stand_in_the_sentence() -> None:
    """Title, count and days are named."""
    together = Reason(Code.bought_together, "p", count=37)
    assert say(together, "en", "Oat milk") == "Bought together with Oat milk in 37 orders"
    assert say(Reason(Code.buy_again, count=4, days=28.0), "zh", None) == "您大约每 28 天买一次"
    assert say(Reason(Code.popular, count=1, days=30.0), "en", None).startswith("Bought by one")


def test_a_product_without_a_name_is_left_open() -> None:
    """A product that has gone since has no title any more."""
    assert "…" in say(Reason(Code.similar, "p"), "en", None)
