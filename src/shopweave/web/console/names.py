"""Names that the product itself gave, in the reader's language; those of people stay."""

from shopweave.commerce.places import MAIN, Place
from shopweave.commerce.sources import Source
from shopweave.foundation.i18n import Translator

_SOURCES = {"Sample shop": "name.sample", "files": "name.files"}
_PLACES = {(MAIN, "Main"): "name.main"}


def called(one: Place | Source | str, say: Translator) -> str:
    """Return how a place or a source is called; a text is a source's name."""
    if isinstance(one, Place):
        name, key = one.name, _PLACES.get((one.external_id, one.name))
    else:
        name = one if isinstance(one, str) else one.name
        key = _SOURCES.get(name)
    return say(key) if key else name
