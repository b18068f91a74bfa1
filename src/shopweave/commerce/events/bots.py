"""Who is known not to be a person, by the name a program gives itself."""

import re
from functools import lru_cache
from importlib.resources import files


def _listed() -> list[str]:
    lines = files(__package__).joinpath("bots.txt").read_text("utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


_KNOWN = re.compile("|".join(map(re.escape, _listed())), re.IGNORECASE)


@lru_cache(maxsize=4096)
def name(agent: str) -> str | None:
    """Return the bot that this user agent belongs to, None for people and plain libraries."""
    found = _KNOWN.search(agent)
    return found.group().lower()[:64] if found else None
