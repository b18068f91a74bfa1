"""Cells become values: identifiers, moments, numbers; each parser returns a Reason if it cannot."""

from shopweave.connectors.files.values.cached import Cached
from shopweave.connectors.files.values.currencies import currency_of, likely_currency
from shopweave.connectors.files.values.dates import DateStyle, date_parser, date_style
from shopweave.connectors.files.values.numbers import NumberStyle, number_parser, number_style
from shopweave.connectors.files.values.texts import identifier, masked, nobody, text

__all__ = [
    "Cached",
    "DateStyle",
    "NumberStyle",
    "currency_of",
    "date_parser",
    "date_style",
    "identifier",
    "likely_currency",
    "masked",
    "nobody",
    "number_parser",
    "number_style",
    "text",
]
