"""A text is found by its key, with plural and values in the reader's language."""

from pathlib import Path

import pytest

from shopweave.foundation.i18n import (
    BrokenCatalogue,
    Catalogue,
    Formats,
    Translator,
    UnknownText,
    preferred,
)
from shopweave.foundation.money import Money

TEXTS = """
[orders.found]
en = { one = "{count} order", other = "{count} orders" }
zh = "{count} 笔订单"
[orders.worth]
en = "<b> worth {money}"
zh = "价值 {money}"
"""


def translator(folder: Path, language: str, texts: str = TEXTS) -> Translator:
    """Read `texts` from a file, as the product does."""
    file = folder / "texts.toml"
    file.write_text(texts, "utf-8")
    return Translator(Catalogue.load([file]), Formats(language))


def test_plural_follows_the_language(tmp_path: Path) -> None:
    """English has a form for one; Chinese has one form for all."""
    say = translator(tmp_path, "en")
    assert [say("orders.found", count=n) for n in (1, 1200)] == ["1 order", "1,200 orders"]
    assert translator(tmp_path, "zh")("orders.found", count=1) == "1 笔订单"


def test_a_page_may_escape_text_and_values(tmp_path: Path) -> None:
    """The text with open places and the written values are handed out apart."""
    say = translator(tmp_path, "en")
    assert say.form("orders.worth", {}) == "<b> worth {money}"
    assert say.written({"money": Money(500, "EUR")}) == {"money": "€5.00"}


def test_unknown_text_is_named(tmp_path: Path) -> None:
    """A missing key is an error that names the key, not an empty page."""
    with pytest.raises(UnknownText, match=r"orders\.lost"):
        translator(tmp_path, "en")("orders.lost")


@pytest.mark.parametrize("texts", ['[a]\nen = "A"\n', "[a]\nother = 1\n"])
def test_both_languages_are_needed(tmp_path: Path, texts: str) -> None:
    """A catalogue with a language missing is refused when it is read."""
    with pytest.raises(BrokenCatalogue):
        translator(tmp_path, "en", texts)


def test_doubled_keys_are_refused(tmp_path: Path) -> None:
    """Two catalogues cannot define the same key."""
    file = tmp_path / "texts.toml"
    file.write_text(TEXTS, "utf-8")
    with pytest.raises(BrokenCatalogue, match="twice"):
        Catalogue.load([file, file])


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("de-DE,de;q=0.9", "en"),
        ("de, zh-TW;q=0.5, en;q=0.4", "zh"),
        ("en;q=x, zh;q=0", "en"),
        ("", "en"),
    ],
)
def test_the_browser_chooses(header: str, language: str) -> None:
    """The best language that both sides know wins; broken headers fall back to English."""
    assert preferred(header) == language
