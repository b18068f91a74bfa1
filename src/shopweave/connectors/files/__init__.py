"""How files enter the record: tables of any usual format, columns by usual names, good rows kept.

Owns `imports`, `import_rejections` and `file_layouts`. Publishes `files.imported`.
"""

from shopweave.connectors.files.columns import EMPTY, NEVER, Coded, Columns, read_columns
from shopweave.connectors.files.contents.plan import Plan
from shopweave.connectors.files.errors import MissingColumns, UnclearKind
from shopweave.connectors.files.events import FileImported
from shopweave.connectors.files.import_file import Importer, Outcome, Request
from shopweave.connectors.files.kinds import AUTO, Kind, all_kinds, kind_named
from shopweave.connectors.files.options import Options, Repeats
from shopweave.connectors.files.pattern import compiled, product_pattern
from shopweave.connectors.files.presets import Preset, preset_for, presets
from shopweave.connectors.files.preview import Preview
from shopweave.connectors.files.reading import Table, open_table
from shopweave.connectors.files.recognise import Mapping, recognise, told_columns
from shopweave.connectors.files.report import Import, Report, State, Tally
from shopweave.connectors.files.routes import Imports
from shopweave.connectors.files.types import Chunk, Form, Reason, Rejection
from shopweave.connectors.files.undo import Undone
from shopweave.connectors.files.uploads import Uploads
from shopweave.connectors.files.words import fact, refusal, rejected_csv, said, stage
from shopweave.connectors.files.writing import KEPT_REJECTIONS

__all__ = [
    "AUTO",
    "EMPTY",
    "KEPT_REJECTIONS",
    "NEVER",
    "Chunk",
    "Coded",
    "Columns",
    "FileImported",
    "Form",
    "Import",
    "Importer",
    "Imports",
    "Kind",
    "Mapping",
    "MissingColumns",
    "Options",
    "Outcome",
    "Plan",
    "Preset",
    "Preview",
    "Reason",
    "Rejection",
    "Repeats",
    "Report",
    "Request",
    "State",
    "Table",
    "Tally",
    "UnclearKind",
    "Undone",
    "Uploads",
    "all_kinds",
    "compiled",
    "fact",
    "kind_named",
    "open_table",
    "preset_for",
    "presets",
    "product_pattern",
    "read_columns",
    "recognise",
    "refusal",
    "rejected_csv",
    "said",
    "stage",
    "told_columns",
]
