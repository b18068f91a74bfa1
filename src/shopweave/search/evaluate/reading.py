"""Read a catalogue, queries and people's grades from CSV."""

import csv
import gzip
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from shopweave.search.evaluate.errors import BadGrade, NoSearchTest
from shopweave.search.types import Entry

NAMES = {
    "product": ("product", "product_id", "id", "sku", "商品", "商品编号", "商品id"),
    "title": ("title", "name", "product_title", "product_name", "标题", "名称", "商品名称"),
    "brand": ("brand", "product_brand", "manufacturer", "品牌"),
    "category": ("category", "product_class", "category hierarchy", "类目", "分类"),
    "query": ("query", "query_id", "查询"),
    "text": ("text", "words", "query_text", "内容", "搜索词"),
    "grade": ("grade", "label", "relevance", "评分"),
}
LARGEST_FIELD = 10_000_000
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """A query and the grade of each product that people looked at for it."""

    query: str
    text: str
    grades: Mapping[str, float]


def read_catalogue(path: Path) -> list[Entry]:
    """Products with title, and where there are such columns brand and category; the rest is text.

    Raises `NoSearchTest`.
    """
    rows = list(_rows(path))
    columns = _columns(path, rows, ("product", "title"), ("brand", "category"))
    rest = [name for name in rows[0][1] if name not in columns.values()]
    found = {row[columns["product"]]: _entry(row, columns, rest) for _, row in rows}
    return list(found.values())


def read_judged(queries: Path, judgements: Path) -> list[Judged]:
    """Queries with at least one grade above 0, in the order of their file.

    Raises `NoSearchTest` and `BadGrade`.
    """
    rows = list(_rows(queries))
    columns = _columns(queries, rows, ("query", "text"), ())
    grades = _grades(judgements)
    asked = {row[columns["query"]]: row[columns["text"]] for _, row in rows}
    judged = [Judged(key, text, grades[key]) for key, text in asked.items() if key in grades]
    return [each for each in judged if max(each.grades.values()) > 0]


def _grades(path: Path) -> dict[str, dict[str, float]]:
    rows = list(_rows(path))
    columns = _columns(path, rows, ("query", "product", "grade"), ())
    found: dict[str, dict[str, float]] = {}
    for line, row in rows:
        grade = _grade(path, line, columns["grade"], row[columns["grade"]])
        found.setdefault(row[columns["query"]], {})[row[columns["product"]]] = grade
    return found


def _grade(path: Path, line: int, column: str, value: str) -> float:
    try:
        grade = float(value)
    except ValueError:
        grade = -1.0
    if not 0 <= grade <= 100:
        raise BadGrade(file=path.name, line=line, column=column, value=value[:40])
    return grade


def _entry(row: Row, columns: Mapping[str, str], rest: Sequence[str]) -> Entry:
    category = row[columns["category"]] if "category" in columns else ""
    return Entry(
        id=row[columns["product"]],
        titles=(row[columns["title"]],),
        brand=row[columns["brand"]] if "brand" in columns else "",
        categories=(category,) if category else (),
        text=" ".join(row[name] for name in rest if row[name]),
    )


def _columns(
    path: Path, rows: Sequence[tuple[int, Row]], needed: Sequence[str], useful: Sequence[str]
) -> dict[str, str]:
    """What each of our names is called in the file."""
    if not rows:
        raise _unusable(path, "it has no lines below its column names", needed)
    plain = {name.strip().casefold(): name for name in rows[0][1]}
    found: dict[str, str] = {}
    for wanted in (*needed, *useful):
        name = next((plain[each] for each in NAMES[wanted] if each in plain), None)
        if name is not None and name not in found.values():
            found[wanted] = name
        elif wanted in needed:
            raise _unusable(path, f"no column {wanted} among {', '.join(plain.values())}", needed)
    return found


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    """(line, row) of each row, the line as an editor counts."""
    csv.field_size_limit(LARGEST_FIELD)
    try:
        with _opened(path) as file:
            reader = csv.DictReader(file, restval="", restkey="", delimiter=_delimiter(path))
            for row in reader:
                row.pop("", None)
                yield reader.line_num, row
    except (UnicodeDecodeError, gzip.BadGzipFile, csv.Error) as error:
        detail = f"it cannot be read as UTF-8 CSV ({error})"
        raise NoSearchTest(file=path.name, detail=detail, columns="product, title, ...") from error


def _opened(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def _delimiter(path: Path) -> str:
    with _opened(path) as file:
        first = file.readline()
    return "\t" if first.count("\t") > first.count(",") else ","


def _unusable(path: Path, detail: str, columns: Sequence[str]) -> NoSearchTest:
    return NoSearchTest(file=path.name, detail=detail, columns=", ".join(columns))
