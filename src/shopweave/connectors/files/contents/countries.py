"""Countries by their codes and their names in both languages."""

from babel import Locale


def country_code(text: str | None) -> str | None:
    """Two capitals for a country's code or its English or Chinese name, None for another text."""
    if text is None:
        return None
    return _COUNTRIES.get(text.strip().casefold())


def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in ("en", "zh"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                found |= {name.casefold(): code, code.casefold(): code}
    return found | {"uk": "GB", "usa": "US", "eire": "IE", "rsa": "ZA"}


_COUNTRIES = _countries()
