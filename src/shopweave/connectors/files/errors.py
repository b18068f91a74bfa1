"""What can be wrong with a whole file, in words for the person who sent it."""

from shopweave.foundation.problems import Problem


class EmptyFile(Problem):
    """{file} is empty: export it again, with one line of column names and the rows below it."""

    status = 422


class NoRows(Problem):
    """{file} has column names in line 1 and no rows below them: export it again with its rows."""

    status = 422


class BrokenOff(Problem):
    """{file} breaks off before its end: it was not copied completely. Copy or upload it again."""

    status = 422


class BrokenArchive(Problem):
    """{file} cannot be unpacked ({detail}): pack or export it again."""

    status = 422


class TooLarge(Problem):
    """{file} unpacks to more than {limit} MB: split it, or raise files.unpacked_megabytes."""

    status = 413


class NotTable(Problem):
    """{file} is no table that can be read: save it as CSV (UTF-8), XLSX, JSON lines or Parquet."""

    status = 422


class OldWorkbook(Problem):
    """{file} is a workbook of Excel 97-2003: open it and save it as .xlsx or as CSV (UTF-8)."""

    status = 422


class BrokenWorkbook(Problem):
    """{file} is no readable XLSX workbook ({detail}): open it in a spreadsheet, save it again."""

    status = 422


class BrokenParquet(Problem):
    """{file} is no readable Parquet file ({detail}): export it again."""

    status = 422


class BrokenFeed(Problem):
    """{file} is no well-formed XML at line {line}, column {column} ({detail}): mend it there."""

    status = 422


class UnsafeFeed(Problem):
    """{file} defines XML entities in line {line}, which is refused: export it without them."""

    status = 422


class UnknownEncoding(Problem):
    """There is no encoding named {encoding}: use utf-8, gb18030, utf-16 or cp1252."""

    status = 422


class MissingColumns(Problem):
    """{file} has no column for {missing} (it has: {columns}): name it with --columns {example}."""

    status = 422


class UnknownColumn(Problem):
    """{file} has no column {column} (it has: {columns}): mend the name in --columns."""

    status = 422


class UnknownField(Problem):
    """{kind} have no field {field}: --columns may name {fields}."""

    status = 422


class WrongColumns(Problem):
    """{text!r} names no column: write --columns field=column, as in customer=Buyer,product=SKU."""

    status = 422


class UnknownKind(Problem):
    """{kind} is no kind of file: choose {kinds} or auto."""

    status = 422


class UnclearKind(Problem):
    """{file} could be anything (it has: {columns}): say its kind, as in orders or products."""

    status = 422


class NoUsableRow(Problem):
    """{file} has no usable row; the first refused one is line {line}, {column}: {reason}."""

    status = 422
