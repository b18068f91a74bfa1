"""Texts for people in every language, and figures, money and times as they write them."""

from shopweave.foundation.i18n.catalogue import Catalogue, Text
from shopweave.foundation.i18n.errors import BrokenCatalogue, UnknownText
from shopweave.foundation.i18n.formats import Formats
from shopweave.foundation.i18n.languages import ENGLISH, LANGUAGES, preferred
from shopweave.foundation.i18n.translator import Translator

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "BrokenCatalogue",
    "Catalogue",
    "Formats",
    "Text",
    "Translator",
    "UnknownText",
    "preferred",
]
