"""Whatever bytes somebody sends, the answer is rows or one sentence."""

import gzip
import io
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from shopweave.connectors.files import all_kinds, open_table, read_columns, recognise
from shopweave.foundation.problems import Problem

TEXT = "order,product,time,price\n" + "".join(
    f"{n},p{n},2024-01-0{1 + n % 9},1\n" for n in range(40)
)
FEED = (
    "<rss>"
    + "".join(f"<item><id>{n}</id><title>Mug {n}</title></item>" for n in range(40))
    + "</rss>"
)


def workbook() -> bytes:
    """A small XLSX."""
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for line in TEXT.splitlines():
        book.active.append(line.split(","))
    book.save(stream)
    return stream.getvalue()


def columnar() -> bytes:
    """A small Parquet file."""
    stream = io.BytesIO()
    parquet.write_table(pa.table({"order": ["1"] * 40, "time": list(range(40))}), stream)
    return stream.getvalue()


WHOLE = [
    TEXT.encode(),
    TEXT.encode("utf-16"),
    gzip.compress(TEXT.encode()),
    FEED.encode(),
    b'{"order": 1, "product": "a"}\n' * 40,
    workbook(),
    columnar(),
]


def answers(path: Path) -> set[int]:
    """Read a file as every kind; the HTTP statuses of what comes out, 200 for rows."""
    found = set()
    try:
        table = open_table(path, unpacked_bytes=2**22)
        for _ in table.chunks():
            found.add(200)
    except Problem as problem:
        return {problem.status}
    for kind in all_kinds():
        try:
            read_columns(table, recognise(table.columns, kind))
        except Problem as problem:
            found.add(problem.status)
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file lies."""
    return tmp_path / "sent"


quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@quick
@given(st.binary(max_size=400))
def test_any_bytes(path: Path, content: bytes) -> None:
    """Random bytes."""
    path.write_bytes(content)
    assert answers(path) <= {200, 413, 422}


@quick
@given(st.text(st.sampled_from('a1,;"\t|\n\r{}<>[]&éñ茶\x00 .-:/'), max_size=200))
def test_any_text(path: Path, content: str) -> None:
    """Random text with the signs that matter."""
    path.write_text(content, "utf-8", newline="")
    assert answers(path) <= {200, 413, 422}


@quick
@pytest.mark.parametrize("whole", WHOLE, ids=["csv", "utf16", "gzip", "xml", "json", "xlsx", "pq"])
@given(st.data())
def test_damaged_files(path: Path, whole: bytes, data: st.DataObject) -> None:
    """Good files with bytes changed, cut off or doubled."""
    content = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    path.write_bytes(bytes(content[:cut] if data.draw(st.booleans()) else content))
    assert answers(path) <= {200, 413, 422}


def test_a_workbook_without_sheets(path: Path) -> None:
    """An archive that only looks like a workbook."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(Problem):
        open_table(path)
