"""A table is read from every usual format, and a broken file is named for what it is."""

import gzip
import io
import json
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest
from pyarrow import parquet

from shopweave.connectors.files import Reason, open_table
from shopweave.connectors.files.errors import (
    BrokenArchive,
    BrokenFeed,
    BrokenOff,
    BrokenParquet,
    BrokenWorkbook,
    EmptyFile,
    NotTable,
    OldWorkbook,
    TooLarge,
    UnknownEncoding,
    UnsafeFeed,
)

DAY = date(2024, 5, 1)
HEADER = ["订单编号", "商品编码", "数量", "单价", "下单时间"]
ROWS = [["1001", "茶-1", "2", "9.90", "2024-05-01"], ["1002", "茶-2", "1", "19.90", "2024-05-02"]]
FEED = """<?xml version="1.0"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>
<item><g:id>A</g:id><title>Red &amp; blue</title><g:price>9.90 EUR</g:price>
<g:shipping><g:country>DE</g:country></g:shipping></item>
<item><g:id>B</g:id><g:title>Green</g:title><g:additional_image_link>1</g:additional_image_link>
<g:additional_image_link>2</g:additional_image_link></item></channel></rss>"""


def delimited(separator: str = ",") -> str:
    """The two rows as text."""
    return "".join(separator.join(row) + "\r\n" for row in [HEADER, *ROWS])


def read(path: Path, **options: object) -> list[list[object]]:
    """All rows of the file, row by row."""
    chunks = list(open_table(path, **options).chunks())
    return [list(row) for chunk in chunks for row in zip(*chunk.cells.values(), strict=True)]


def refused(path: Path) -> list[tuple[int, str, Reason]]:
    """Line, column and reason of each refused row."""
    chunks = open_table(path).chunks()
    return [(r.line, r.column, r.reason) for chunk in chunks for r in chunk.rejected]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("packed", [False, True])
def test_reads_text(tmp_path: Path, encoding: str, separator: str, packed: bool) -> None:
    """CSV and TSV are read in any usual encoding, packed or not."""
    content = delimited(separator).encode(encoding)
    path = tmp_path / "orders.anything"
    path.write_bytes(gzip.compress(content) if packed else content)
    table = open_table(path)
    assert list(table.columns) == HEADER
    assert read(path) == ROWS
    assert table.form.separator == separator


def test_reads_quoted_cells_and_knows_their_lines(tmp_path: Path) -> None:
    """A cell may hold separators and line ends; the line is where its row begins."""
    path = tmp_path / "a.csv"
    path.write_text('id,text\n1,"two\nlines, and ""quotes"""\n2,plain\n')
    assert read(path) == [["1", 'two\nlines, and "quotes"'], ["2", "plain"]]
    assert next(iter(open_table(path).chunks())).lines == [2, 4]


def test_reads_a_file_without_a_header(tmp_path: Path) -> None:
    """Columns without names are numbered."""
    path = tmp_path / "u.data"
    path.write_text("196\t242\t3\t881250949\n186\t302\t3\t891717742\n")
    assert open_table(path).columns == ("1", "2", "3", "4")
    assert read(path)[0] == ["196", "242", "3", "881250949"]


def test_names_nameless_and_repeated_columns(tmp_path: Path) -> None:
    """Each column has a name of its own."""
    path = tmp_path / "a.csv"
    path.write_text(",price,price\n1,2,3\n")
    assert open_table(path).columns == ("(column 1)", "price", "price (2)")


def test_reads_json_lines(tmp_path: Path) -> None:
    """Nested objects become dotted columns; a line that is no object is refused."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": 1, "buyer": {"id": "x"}}\nnonsense\n[1]\n{"id": 2}\n')
    assert open_table(path).columns == ("id", "buyer.id")
    assert read(path) == [[1, "x"], [2, None]]
    assert refused(path) == [(2, "", Reason.JSON), (3, "", Reason.JSON)]


def test_reads_a_workbook(tmp_path: Path) -> None:
    """Cells of a workbook keep their types; leading empty rows are skipped."""
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [[], HEADER, ["1001", "茶-1", 2, 9.9, DAY], ["1002", "茶-2", 1]]:
        sheet.append(row)
    book.save(path)
    assert list(open_table(path).columns) == HEADER
    assert read(path) == [
        ["1001", "茶-1", 2, 9.9, datetime.combine(DAY, time())],
        ["1002", "茶-2", 1, None, None],
    ]


def test_reads_parquet(tmp_path: Path) -> None:
    """Parquet columns keep their types."""
    path = tmp_path / "a.parquet"
    parquet.write_table(pa.table({"id": ["a", "b"], "n": [1, None]}), path)
    assert read(path) == [["a", 1], ["b", None]]


def test_reads_a_product_feed(tmp_path: Path) -> None:
    """Items of a feed are rows; repeated elements are joined, nested ones dotted."""
    path = tmp_path / "feed.xml"
    path.write_text(FEED)
    table = open_table(path)
    assert table.columns == ("id", "title", "price", "shipping.country", "additional_image_link")
    assert read(path) == [
        ["A", "Red & blue", "9.90 EUR", "DE", None],
        ["B", "Green", None, None, "1,2"],
    ]
    assert next(iter(table.chunks())).lines == [3, 5]


def test_refuses_rows_that_do_not_fit(tmp_path: Path) -> None:
    """A row with more or fewer cells than the header is refused by its line; the rest is read."""
    path = tmp_path / "a.csv"
    path.write_text("id,text\n1,a\n2,b,c\n3\n4,d,\n\n5,e\n")
    assert read(path) == [["1", "a"], ["4", "d"], ["5", "e"]]
    assert refused(path) == [(3, "", Reason.CELLS), (4, "", Reason.CELLS)]


def test_joined_files_have_one_header(tmp_path: Path) -> None:
    """A header that comes again is no row; where it changes, later cells go by their names."""
    path = tmp_path / "a.csv"
    path.write_text("id,text\n1,a\nid,text\n2,b\n")
    assert read(path) == [["1", "a"], ["2", "b"]]
    path.write_text("id,text,rest\n1,a,x\ntext,id,new\nb,2,y\nc,3,z,?\nid,text,rest\n4,d,w\n")
    assert read(path) == [["1", "a", "x"], ["2", "b", None], ["4", "d", "w"]]
    assert refused(path) == [(3, "", Reason.COLUMNS), (5, "", Reason.CELLS)]


def test_refuses_rows_with_broken_bytes(tmp_path: Path) -> None:
    """A row with bytes that are not UTF-8 is refused by line and column; the rest is read."""
    path = tmp_path / "a.csv"
    path.write_bytes(
        "id,text\n1,é\n".encode() + b"2,\xff\n" + "3,茶茶茶茶\n4,茶茶茶茶茶\n".encode()
    )
    assert [row[0] for row in read(path)] == ["1", "3", "4"]
    assert refused(path) == [(3, "text", Reason.BYTES)]


def test_refuses_a_quotation_mark_that_never_closes(tmp_path: Path) -> None:
    """The line on which the mark opens is named."""
    path = tmp_path / "a.csv"
    path.write_text('id,text\n1,a\n2,"open\n3,b\n')
    assert read(path) == [["1", "a"]]
    assert refused(path) == [(3, "", Reason.QUOTE)]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("empty.csv", b"", EmptyFile),
        ("blank.csv", b" \n\n", EmptyFile),
        ("half.csv.gz", gzip.compress(b"id,text\n1,a\n" * 9000)[:-20], BrokenOff),
        ("bad.csv.gz", b"\x1f\x8b\x08\x00garbage that is no gzip", BrokenArchive),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, OldWorkbook),
        ("fake.xlsx", b"PK\x03\x04 this is no workbook", BrokenWorkbook),
        ("fake.parquet", b"PAR1 this is no parquet file", BrokenParquet),
        ("noise.csv", bytes(range(32)) * 9, NotTable),
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", NotTable),
        ("broken.xml", FEED.replace("</item>", "", 1).encode(), BrokenFeed),
        ("no-items.xml", b"<rss><channel></channel></rss>", EmptyFile),
        (
            "bomb.xml",
            b'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><item>&b;</item></rss>',
            UnsafeFeed,
        ),
    ],
)
def test_names_what_is_wrong_with_a_file(
    tmp_path: Path, name: str, content: bytes, problem: type[Exception]
) -> None:
    """A file that is no readable table is refused as a whole, by its name."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(problem, match=name):
        read(path)


def test_stops_at_a_file_that_unpacks_without_end(tmp_path: Path) -> None:
    """A small file that unpacks to more than allowed is refused, packed text or workbook."""
    text, book = tmp_path / "bomb.csv.gz", tmp_path / "bomb.xlsx"
    text.write_bytes(gzip.compress(b"a,b\n" + b"0,0\n" * 1_000_000))
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 4_000_000)
    for path in (text, book):
        with pytest.raises(TooLarge, match="more than 2 MB"):
            read(path, unpacked_bytes=2 * 2**20)


def test_a_named_encoding_wins(tmp_path: Path) -> None:
    """A person who knows better may name the encoding; an unknown name is refused."""
    path = tmp_path / "a.csv"
    path.write_bytes("id,text\n1,Привет\n".encode("cp1251"))
    assert read(path, encoding="cp1251") == [["1", "Привет"]]
    with pytest.raises(UnknownEncoding, match="klingon"):
        open_table(path, encoding="klingon")


def test_holds_one_chunk_at_a_time(tmp_path: Path) -> None:
    """Rows come in pieces of the wanted size, and as often as they are asked for."""
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"n": n}) + "\n" for n in range(25)))
    table = open_table(path)
    assert [len(chunk.lines) for chunk in table.chunks(10)] == [10, 10, 5]
    assert sum(len(chunk.lines) for chunk in table.chunks()) == 25


def test_a_table_is_told_by_its_bytes(tmp_path: Path) -> None:
    """A workbook that is called .csv is read as a workbook."""
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["id", "text"])
    book.active.append(["x", "y"])
    book.save(stream)
    path = tmp_path / "a.csv"
    path.write_bytes(stream.getvalue())
    assert read(path) == [["x", "y"]]
