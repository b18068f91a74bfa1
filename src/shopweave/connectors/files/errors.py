"""What can be wrong with a whole file, in words for the person who sent it."""

from shopweave.foundation.problems import Problem


class EmptyFile(Problem):
    """{file} is empty: export it again, with one line of column names and the rows below it."""

    zh = "{file} 是空的：请重新导出，第一行写列名，下面写数据。"
    status = 422


class NoRows(Problem):
    """{file} has column names in line 1 and no rows below them: export it again with its rows."""

    zh = "{file} 只有列名，没有数据：请连同数据重新导出。"
    status = 422


class BrokenOff(Problem):
    """{file} breaks off before its end: it was not copied completely. Copy or upload it again."""

    zh = "{file} 不完整，没有传完：请重新复制或上传。"
    status = 422


class BrokenArchive(Problem):
    """{file} cannot be unpacked ({detail}): pack or export it again."""

    zh = "{file} 解压不了（{detail}）：请重新压缩或导出。"
    status = 422


class TooLarge(Problem):
    """{file} unpacks to more than {limit} MB: split it into several files."""

    zh = "{file} 解压后超过 {limit} MB：请分成几个文件。"
    status = 413


class NotTable(Problem):
    """{file} is no table that can be read: save it as CSV (UTF-8), XLSX, JSON lines or Parquet."""

    zh = "{file} 不是能读的表格：请存成 CSV（UTF-8）、XLSX、JSON Lines 或 Parquet。"
    status = 422


class OldWorkbook(Problem):
    """{file} is a workbook of Excel 97-2003: open it and save it as .xlsx or as CSV (UTF-8)."""

    zh = "{file} 是 Excel 97-2003 的老格式：请打开后另存为 .xlsx 或 CSV（UTF-8）。"
    status = 422


class BrokenWorkbook(Problem):
    """{file} is no readable XLSX workbook ({detail}): open it in a spreadsheet, save it again."""

    zh = "{file} 不是能读的 XLSX（{detail}）：请用表格软件打开，再存一次。"
    status = 422


class BrokenParquet(Problem):
    """{file} is no readable Parquet file ({detail}): export it again."""

    zh = "{file} 不是能读的 Parquet（{detail}）：请重新导出。"
    status = 422


class BrokenFeed(Problem):
    """{file} is no well-formed XML at line {line}, column {column} ({detail}): mend it there."""

    zh = "{file} 第 {line} 行第 {column} 列的 XML 有错（{detail}）：请改好这一处。"
    status = 422


class UnsafeFeed(Problem):
    """{file} defines XML entities in line {line}, which is refused: export it without them."""

    zh = "{file} 第 {line} 行定义了 XML 实体，不予接收：请去掉后重新导出。"
    status = 422


class UnknownEncoding(Problem):
    """There is no encoding named {encoding}: use utf-8, gb18030, utf-16 or cp1252."""

    zh = "没有叫 {encoding} 的编码：请用 utf-8、gb18030、utf-16 或 cp1252。"
    status = 422


class MissingColumns(Problem):
    """{file} has no column for {missing} (it has: {columns}): name it with --columns {example}."""

    zh = "{file} 里找不到 {missing} 这一列（现有：{columns}）：请用 --columns {example} 指明。"
    status = 422


class OtherReport(Problem):
    """{file} is a report without {missing}: export the one named {instead} in its place."""

    zh = "{file} 这份报表没有 {missing}：请改为导出“{instead}”。"
    status = 422


class UnknownColumn(Problem):
    """{file} has no column {column} (it has: {columns}): mend the name in --columns."""

    zh = "{file} 没有 {column} 这一列（现有：{columns}）：请改正 --columns 里的列名。"
    status = 422


class UnknownField(Problem):
    """{kind} have no field {field}: --columns may name {fields}."""

    zh = "{kind} 没有 {field} 这个字段：--columns 可以写 {fields}。"
    status = 422


class WrongColumns(Problem):
    """{text!r} names no column: write --columns field=column, as in customer=Buyer,product=SKU."""

    zh = "“{text}”没有指明列：请写成 --columns 字段=列名，例如 customer=买家,product=货号。"
    status = 422


class UnknownKind(Problem):
    """{kind} is no kind of file: choose {kinds} or auto."""

    zh = "没有 {kind} 这种文件：请选 {kinds} 或 auto。"
    status = 422


class UnclearKind(Problem):
    """{file} could be anything (it has: {columns}): say its kind, as in orders or products."""

    zh = "看不出 {file} 是哪种文件（现有：{columns}）：请写明种类，例如 orders 或 products。"
    status = 422


class NoUsableRow(Problem):
    """{file} has no usable row; the first refused one is line {line}, {column}: {reason}."""

    zh = "{file} 没有一行能用；第一处问题在第 {line} 行 {column}：{reason}。"
    status = 422


class UnknownPreset(Problem):
    """There is no preset named {preset}: choose one of {presets}."""

    zh = "没有叫 {preset} 的预设：请选 {presets}。"
    status = 422


class WrongPattern(Problem):
    """{pattern!r} is no pattern for product codes ({detail}): write a regular expression."""

    zh = "“{pattern}”不能用作商品编码的规则（{detail}）：请写正则表达式。"
    status = 422


class UnknownImport(Problem):
    """There is no import {id}: look it up under Data, Imports."""

    zh = "没有编号为 {id} 的导入：请到“数据”里的“导入”查看。"
    status = 404


class ImportUnderWay(Problem):
    """Import {id} is still running: wait until it is done."""

    zh = "导入 {id} 还在进行：请等它结束。"
    status = 409


class NotStored(Problem):
    """The uploaded file of import {id} is no longer here: upload it again."""

    zh = "导入 {id} 上传的文件已不在：请重新上传。"
    status = 410


class WrongCurrency(Problem):
    """{currency!r} is no currency: write three letters like EUR or CNY."""

    zh = "“{currency}”不是货币：请写三个字母，例如 CNY、EUR。"
    status = 422


class WrongTimeZone(Problem):
    """{name!r} is no time zone: write it like Europe/London or Asia/Shanghai."""

    zh = "“{name}”不是时区：请写成 Asia/Shanghai 这样的形式。"
    status = 422
