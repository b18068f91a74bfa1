"""Tables out of files: CSV, TSV, gzip, JSON lines, XLSX, Parquet and XML product feeds."""

from shopweave.connectors.files.reading.table import Table, open_table

__all__ = ["Table", "open_table"]
