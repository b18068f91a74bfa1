"""The languages that every text is written in."""

from collections.abc import Mapping
from types import MappingProxyType

from babel import Locale, negotiate_locale

ENGLISH = "en"
LANGUAGES: Mapping[str, Locale] = MappingProxyType(
    {ENGLISH: Locale.parse("en_GB"), "zh": Locale.parse("zh_Hans_CN")}
)


def preferred(accept_language: str) -> str:
    """Pick our language for a browser's Accept-Language header; English when none fits."""
    weighed = sorted(map(_weighed, filter(None, accept_language.split(","))), reverse=True)
    wanted = [tag for weight, _, tag in weighed if weight > 0]
    return negotiate_locale(wanted, list(LANGUAGES), sep="-") or ENGLISH


def _weighed(part: str) -> tuple[float, int, str]:
    tag, _, quality = part.strip().partition(";q=")
    try:
        return float(quality or 1), 0, tag
    except ValueError:
        return 0.0, 0, tag
