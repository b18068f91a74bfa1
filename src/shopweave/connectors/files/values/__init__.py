"""Cells become values: identifiers, moments, numbers; each parser returns a Reason if it cannot."""

from shopweave.connectors.files.values.cached import Cached
from shopweave.connectors.files.values.dates import DateStyle, date_parser, date_style
from shopweave.connectors.files.values.numbers import NumberStyle, number_parser, number_style
from shopweave.connectors.files.values.texts import identifier, text

__all__ = [
    "Cached",
    "DateStyle",
    "NumberStyle",
    "date_parser",
    "date_style",
    "identifier",
    "number_parser",
    "number_style",
    "text",
]
