"""Reasons in words."""

from functools import lru_cache
from pathlib import Path

from shopweave.foundation.i18n import Catalogue, Formats, Translator
from shopweave.recommend.types import Code, Reason

FALLBACK = "…"
_REMEMBERED = 50_000
_CATALOGUE = Catalogue.load([Path(__file__).parent / "texts.toml"])
_NAMING = frozenset({Code.because_bought, Code.because_seen, Code.bought_together, Code.similar})


def key(reason: Reason) -> str:
    """Which text says it best with what is known."""
    if reason.code is Code.buy_again and reason.days is None and (reason.count or 0) < 2:
        return "reason.buy_again_once"
    if reason.days is not None and reason.code in {Code.buy_again, Code.popular}:
        return f"reason.{reason.code}_days"
    return f"reason.{reason.code}"


@lru_cache(maxsize=_REMEMBERED)
def say(reason: Reason, language: str, title: str | None) -> str:
    """One short sentence; title: that of `reason.product` in the language."""
    voice = Translator(_CATALOGUE, Formats(language))
    values: dict[str, object] = {}
    if reason.count is not None:
        values["count"] = reason.count
    if reason.days is not None:
        values["days"] = round(reason.days)
    if reason.code in _NAMING:
        values["title"] = title or FALLBACK
    return voice(key(reason), **values)
