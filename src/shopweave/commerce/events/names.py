"""Which canonical event a name means, in whatever vocabulary it arrives."""

import re
import tomllib
from importlib.resources import files

from shopweave.commerce.events.types import Kind

LONGEST = 64
_SEPARATORS = re.compile(r"[\s_\-]+")


def _plain(name: str) -> str:
    return _SEPARATORS.sub("_", name.strip()).lower()


def vocabulary() -> dict[str, dict[str, list[str]]]:
    """Canonical name to its names elsewhere: {"searched": {"segment": [...], "ga4": [...]}}."""
    return tomllib.loads(files(__package__).joinpath("names.toml").read_text("utf-8"))


def _aliases() -> dict[str, str]:
    known = {kind.value: kind.value for kind in Kind}
    for canonical, elsewhere in vocabulary().items():
        names = [name for vocabulary_names in elsewhere.values() for name in vocabulary_names]
        known |= dict.fromkeys(map(_plain, names), Kind(canonical).value)
        known |= dict.fromkeys(names, Kind(canonical).value)
    return known


_KNOWN = _aliases()


def canonical(name: str) -> str | None:
    """Return the canonical name, or None for an event that is not in the vocabulary."""
    return _KNOWN.get(name) or _KNOWN.get(_plain(name))
