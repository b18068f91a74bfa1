"""`evaluate match` learns, chooses and measures, and tells what is wrong with a file."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from shopweave.cli import cli
from shopweave.goods.evaluate import Options, evaluate
from shopweave.goods.evaluate.errors import BadPair, NoPairs

HEAD = ("left_title", "left_price", "right_title", "right_price", "label")


def _pairs(path: Path, first: int, count: int) -> Path:
    """Kettles in two spellings, each with its twin and with its neighbour."""
    random = np.random.default_rng(first)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        for number in range(first, first + count):
            for other in (number, number + 1):
                price = 20 + number + float(random.random())
                ours = (f"Brew kettle KX-{number * 37} 水壶", f"{price:.2f}")
                theirs = (f"kx{other * 37} Brew 水壶 steel", f"{20 + other}")
                writer.writerow((*ours, *theirs, int(number == other)))
    return path


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Three parts of one set."""
    return {
        "train": _pairs(tmp_path / "train.csv", 100, 80),
        "valid": _pairs(tmp_path / "valid.csv", 300, 30),
        "test": _pairs(tmp_path / "test.csv", 500, 30),
    }


def test_the_report_can_be_computed_again(files: dict[str, Path], tmp_path: Path) -> None:
    """JSON names protocol, sizes, baselines and interval; predictions give the same F1."""
    out = tmp_path / "predictions.csv"
    told = CliRunner().invoke(
        cli,
        ["evaluate", "match", str(files["test"]), "--train", str(files["train"]), "--valid",
         str(files["valid"]), "--predictions", str(out), "--json"],
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    found = json.loads(told.stdout.splitlines()[-1])
    with files["test"].open(encoding="utf-8") as file:
        same = [int(row["label"]) for row in csv.DictReader(file)]
    rows = list(csv.DictReader(out.read_text().splitlines()))
    said = [int(row["label"]) for row in rows]
    hits = sum(a and b for a, b in zip(same, said, strict=True))
    assert found["f1"] == pytest.approx(2 * hits / (sum(same) + sum(said)), abs=1e-5)
    assert found["data"]["test"] == {"pairs": 60, "same": 30}
    assert (
        found["difference_to_best_baseline"]["low"] <= found["difference_to_best_baseline"]["mean"]
    )
    assert found["blocking"]["true_pairs"] == 140
    assert [row["row"] for row in rows] == [str(n) for n in range(60)]
    assert found["f1"] > 0.9


def test_a_seed_repeats_the_result(files: dict[str, Path]) -> None:
    """Without a validation file a part of the training is held back, the same for one seed."""
    runs = [
        evaluate(files["test"], Options(files["train"], seed=7), lambda _note: None)
        for _ in range(2)
    ]
    assert len(runs[0].pairs["valid"]) == 40
    values = [run.entries["learned"].values for run in runs]
    assert np.array_equal(*values)


def test_whole_catalogues_are_blocked_when_given(files: dict[str, Path], tmp_path: Path) -> None:
    """Their offers are blocked, and the pairs that both know are looked for."""
    with files["test"].open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for side in ("left", "right"):
        with (tmp_path / f"{side}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(("title", "price"))
            writer.writerows({(row[f"{side}_title"], row[f"{side}_price"]) for row in rows})
    options = Options(files["train"], left=tmp_path / "left.csv", right=tmp_path / "right.csv")
    blocking = evaluate(files["test"], options, lambda _note: None).blocking
    assert (blocking.right, blocking.true_pairs) == (31, 30)


@pytest.mark.parametrize(
    ("text", "problem", "words"),
    [
        ("left_title,right_title,label\na,b,perhaps\n", BadPair, ("line 2", "label", "perhaps")),
        (
            "left_name,right_name,right_price,label\na,b,cheap,1\n",
            BadPair,
            ("right_price", "cheap"),
        ),
        ("left_title,label\na,1\n", NoPairs, ("right_title",)),
        ("left_title,right_title\na,b\n", NoPairs, ("label",)),
        ("left_title,right_title,label\n", NoPairs, ("no lines",)),
        ("", NoPairs, ("no ",)),
    ],
)
def test_a_bad_file_is_told_by_line_and_column(
    files: dict[str, Path], tmp_path: Path, text: str, problem: type, words: tuple[str, ...]
) -> None:
    """One sentence says what is wrong and where; the command ends with 2."""
    bad = tmp_path / "bad.csv"
    bad.write_text(text, encoding="utf-8")
    with pytest.raises(problem) as raised:
        evaluate(bad, Options(files["train"]), lambda _note: None)
    assert all(word in raised.value.sentence("en") for word in words)
    told = CliRunner().invoke(cli, ["evaluate", "match", str(bad), "--train", str(files["train"])])
    assert told.exit_code == 2
