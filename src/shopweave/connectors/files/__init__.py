"""How files enter the record: tables of any usual format, columns by usual names, good rows kept.

Owns the imports and their refused rows. Publishes no events of its own.
"""

from shopweave.connectors.files.columns import EMPTY, NEVER, Coded, Columns, read_columns
from shopweave.connectors.files.kinds import AUTO, Kind, all_kinds, kind_named
from shopweave.connectors.files.reading import Table, open_table
from shopweave.connectors.files.recognise import Mapping, recognise, told_columns
from shopweave.connectors.files.types import Chunk, Form, Reason, Rejection

__all__ = [
    "AUTO",
    "EMPTY",
    "NEVER",
    "Chunk",
    "Coded",
    "Columns",
    "Form",
    "Kind",
    "Mapping",
    "Reason",
    "Rejection",
    "Table",
    "all_kinds",
    "kind_named",
    "open_table",
    "read_columns",
    "recognise",
    "told_columns",
]
