"""`shopweave evaluate search` on files: honest figures, or one clear sentence."""

import csv
import gzip
import json
import math
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from shopweave.cli import cli

PRODUCTS = [
    ("p1", "Oak dining table", "Tables", "Seats six people"),
    ("p2", "Dining chair, oak", "Chairs", "Matches the oak dining table"),
    ("p3", "Floor lamp", "Lamps", "Soft light beside the sofa"),
    ("p4", "Three-seat sofa", "Sofas", "Grey linen"),
    ("p5", "落地灯", "灯具", "柔和的灯光"),
]
QUERIES = [("q1", "dinning table"), ("q2", "sofas"), ("q3", "落地灯"), ("q4", "never graded")]
GRADES = [("q1", "p1", 2), ("q1", "p2", 1), ("q2", "p4", 2), ("q2", "p3", 1), ("q3", "p5", 2)]
STRANGE = [("q3", "gone", 2), ("q5", "p1", 2)]


def write(path: Path, header: list[str], rows: list[Any]) -> Path:
    """A CSV file; packed when the name ends with .gz."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "wt", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A catalogue, what was typed, and grades of which some lead nowhere."""
    return [
        write(tmp_path / "shop.csv.gz", ["product_id", "Title", "category", "about"], PRODUCTS),
        write(tmp_path / "queries.csv", ["query", "text"], QUERIES),
        write(tmp_path / "grades.csv", ["query", "product", "grade"], GRADES + STRANGE),
    ]


def run(*arguments: object) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of the command."""
    found = CliRunner().invoke(cli, ["evaluate", "search", *map(str, arguments)])
    return found.exit_code, found.stdout, found.stderr


def test_figures_can_be_computed_again(files: list[Path], tmp_path: Path) -> None:
    """The lists in the predictions give the ndcg@10 that is told."""
    lists = tmp_path / "lists.csv"
    status, out, err = run(*files, "--predictions", lists, "--json")
    assert status == 0, err
    document = json.loads(out)
    grades = {(query, product): grade for query, product, grade in GRADES}
    gains: dict[str, float] = {}
    for row in csv.DictReader(lists.read_text().splitlines()):
        gain = 2 ** grades.get((row["query"], row["product"]), 0) - 1
        place = int(row["rank"])
        gains[row["query"]] = gains.get(row["query"], 0) + gain / math.log2(place + 1)
    ideal = {"q1": 3 + 1 / math.log2(3), "q2": 3 + 1 / math.log2(3), "q3": 3}
    mean = sum(gains[query] / ideal[query] for query in ideal) / 3
    assert document["results"]["shopweave"]["ndcg@10"] == pytest.approx(mean, abs=1e-5)
    assert document["data"] == {"products": 5, "queries": 3, "grades": 5}
    assert document["results"].keys() == {"shopweave", "bm25", "bm25-titles"}
    assert document["results"]["shopweave"]["ndcg@10"] > 0.9


def test_the_table_names_the_rival(files: list[Path]) -> None:
    """Without --json people get a table and one sentence."""
    status, out, _ = run(*files)
    assert status == 0
    assert "bm25-titles" in out
    assert "95 % interval" in out


@pytest.mark.parametrize(
    ("which", "header", "rows", "said"),
    [
        (0, ["product", "colour"], [["p1", "red"]], "no column title"),
        (0, ["product", "title"], [], "no lines below"),
        (1, ["query", "grade"], [["q1", "1"]], "no column text"),
        (2, ["query", "product", "grade"], [["q1", "p1", "good"]], "line 2, column grade"),
        (2, ["query", "product", "grade"], [["q1", "p1", "-1"]], '"-1" is no grade'),
        (2, ["query", "product", "grade"], [["q1", "p9", "1"]], "no query has a product"),
    ],
)
def test_unusable_files_are_one_sentence(
    files: list[Path], which: int, header: list[str], rows: list[Any], said: str
) -> None:
    """Exit status 2 and a sentence that names the file and the place."""
    files[which] = write(files[which], header, rows)
    status, out, err = run(*files, "--json")
    assert status == 2
    assert out == ""
    assert said in err
    assert files[which].name in err


def test_a_file_that_is_not_there(files: list[Path]) -> None:
    """A wrong path is told by name."""
    status, _, err = run(files[0], files[1], "nowhere.csv")
    assert status == 2
    assert "nowhere.csv" in err
