"""`shopweave evaluate recommend` on files: honest figures, or one clear sentence."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.integration.recommend.evaluate.made_up import invoices, visits, write
from typer.testing import CliRunner

from shopweave.cli import cli

BASELINES = {"popularity", "popularity-recent", "personal", "item-knn", "user-knn", "ease"}


def run(*arguments: object) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of the command."""
    found = CliRunner().invoke(cli, ["evaluate", "recommend", *map(str, arguments)])
    return found.exit_code, found.stdout, found.stderr


def document(*arguments: object) -> dict[str, Any]:
    """The JSON object that the command prints."""
    status, out, err = run(*arguments, "--json")
    assert status == 0, err
    found: dict[str, Any] = json.loads(out)
    return found


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Half a year of a made-up shop."""
    return write(tmp_path_factory.mktemp("shop") / "orders.csv.gz", invoices())


@pytest.mark.slow
@pytest.mark.parametrize(
    "task", ["next-purchase", "discovery", "basket", "next-basket", "sequence"]
)
def test_every_task_names_all_that_it_did(shop: Path, task: str) -> None:
    """Protocol, data, cleaning, model, baselines and the interval stand in the JSON."""
    found = document(shop, "--task", task)
    assert found["task"] == task
    assert BASELINES | {"blend", "content"} <= found["results"].keys()
    assert found["cleaning"]["product_pattern"] == r"\d{5}[A-Za-z]*"
    assert found["data"]["products"] == 40
    assert found["difference_to_best_baseline"].keys() == {"mean", "low", "high", "better"}
    for figures in found["results"].values():
        assert 0 <= figures["ndcg@10"] <= 1
        assert 0 <= figures["recall@20"] <= 1


@pytest.mark.slow
def test_the_predictions_give_the_same_figures(shop: Path, tmp_path: Path) -> None:
    """Anyone can compute recall@10 again from the file of predictions and the orders."""
    lists = tmp_path / "lists.csv"
    found = document(shop, "--test-days", "30", "--predictions", lists)
    start, end = found["origins"][0]["test_from"][:10], found["origins"][0]["test_to"]
    bought: dict[str, set[str]] = {}
    for line in invoices():
        if start <= line[4] <= end:
            bought.setdefault(line[6], set()).add(line[1])
    listed: dict[str, list[str]] = {}
    for row in csv.DictReader(lists.read_text().splitlines()):
        listed.setdefault(row["customer"], []).append(row["product"])
        assert int(row["rank"]) == len(listed[row["customer"]])
    recalls = [
        len(set(products[:10]) & bought[customer]) / min(10, len(bought[customer]))
        for customer, products in listed.items()
    ]
    assert found["results"]["blend"]["recall@10"] == pytest.approx(np.mean(recalls), abs=1e-5)
    assert len(recalls) == found["origins"][0]["tested"]


def test_visits_are_told_look_by_look(tmp_path: Path) -> None:
    """Every look after the first is asked for, and anyone can compute the hit rate again."""
    looks = visits()
    path = write(tmp_path / "looks.csv", looks, ["session", "item", "timestamp"])
    lists = tmp_path / "lists.csv"
    found = document(path, "--task", "session", "--top", "3", "--predictions", lists)
    walks: dict[str, list[str]] = {}
    for visit, product, _ in looks:
        walks.setdefault(visit, []).append(product)
    told: dict[tuple[str, int], list[str]] = {}
    for row in csv.DictReader(lists.read_text().splitlines()):
        told.setdefault((row["session"], int(row["position"])), []).append(row["product"])
    last_day = [str(visit) for visit in range(11 * 40, 12 * 40)]
    assert {visit for visit, _ in told} >= set(last_day)
    assert all(0 < place < len(walks[visit]) for visit, place in told)
    hits = [walks[visit][place] in products for (visit, place), products in told.items()]
    assert found["results"]["blend"]["hr@3"] == pytest.approx(np.mean(hits), abs=1e-5)
    assert found["results"]["blend"]["mrr@3"] > 0.8
    assert found["options"]["test_days"] == 1
    assert {"v-sknn", "rules-last"} <= found["other_differences"]["hr@3"].keys()


def test_published_histories_are_read(tmp_path: Path) -> None:
    """JSON of the papers: marks at the ends are cut, recall is divided by the size of the order."""
    path = tmp_path / "merged.json"
    history = [[-1], [1, 2], [1, 3], [1, 2, 4], [-1]]
    path.write_text(json.dumps({str(n): history for n in range(40)}))
    lists = tmp_path / "lists.csv"
    found = document(path, "--task", "next-basket", "--predictions", lists)
    assert (found["data"]["customers"], found["data"]["products"]) == (40, 4)
    assert found["results"]["blend"]["recall@10"] == pytest.approx(2 / 3, abs=1e-4)


def test_broken_histories_get_one_sentence(tmp_path: Path) -> None:
    """JSON of another shape is named with its place."""
    path = tmp_path / "merged.json"
    path.write_text('{"7": "milk"}')
    status, out, err = run(path, "--task", "next-basket", "--json")
    assert (status, out) == (2, "")
    assert "customer 7" in err


def test_windows_follow_each_other_back_in_time(shop: Path) -> None:
    """Each origin starts the test days earlier, at midnight, and is trained on what lies before."""
    origins = document(shop, "--origins", "3", "--test-days", "20")["origins"]
    starts = [origin["test_from"] for origin in sorted(origins, key=lambda o: o["origin"])]
    days = np.array([np.datetime64(start[:10]) for start in starts])
    assert np.diff(days).astype(int).tolist() == [-20, -20]
    assert all(start.endswith("T00:00:00+00:00") for start in starts)


@pytest.mark.slow
def test_the_same_run_gives_the_same_result(shop: Path) -> None:
    """Nothing but the measured seconds changes between two runs."""
    first, second = (document(shop, "--test-days", "20") for _ in range(2))
    for found in (first, second):
        found.pop("cpu_seconds")
        for figures in found["results"].values():
            figures.pop("train_cpu_seconds")
            figures.pop("lists_per_second")
    assert first == second


def test_what_is_no_sale_is_left_out_and_counted(tmp_path: Path) -> None:
    """Cancellations, gifts, unknown customers and postage are dropped, each under its rule."""
    good = invoices()
    bad = [
        ["C1", "10001", "Thing", "-2", "2024-02-01 10:00:00", "3.50", "1"],
        ["7", "10001", "Thing", "2", "2024-02-01 10:00:00", "0", "1"],
        ["8", "10001", "Thing", "2", "2024-02-01 10:00:00", "3.50", ""],
        ["9", "POST", "Postage", "1", "2024-02-01 10:00:00", "18", "1"],
    ]
    found = document(write(tmp_path / "orders.csv", good + bad))["cleaning"]
    assert found["kept"] == len(good)
    assert found["dropped"]["cancellations"] == 1
    assert found["dropped"]["price not above zero"] == 1
    assert found["dropped"]["unknown customer"] == 1
    assert found["dropped"]["no product code"] == 1


def test_orders_of_nobody_count_as_baskets(tmp_path: Path) -> None:
    """A basket needs no known customer."""
    lines = [[*line[:6], ""] for line in invoices()]
    found = document(write(tmp_path / "till.csv", lines), "--task", "basket")
    assert found["data"]["lines"] == len(lines)


def test_columns_can_be_told(tmp_path: Path) -> None:
    """Names that nobody would guess are taken from --columns."""
    header = ["a", "b", "c", "d", "e", "f", "g"]
    path = write(tmp_path / "odd.csv", invoices(), header)
    found = document(path, "--columns", "order=a,product=b,time=e,customer=g")
    assert found["columns"] == {"order": "a", "product": "b", "time": "e", "customer": "g"}
    assert found["cleaning"]["product_pattern"] is None


def test_typed_headers_are_understood(tmp_path: Path) -> None:
    """Headers as in user_id:token with tabs between them name the usual columns."""
    path = tmp_path / "views.inter"
    rows = [f"{line[6]}\t{line[1]}\t{1_700_000_000 + n}" for n, line in enumerate(invoices())]
    path.write_text("user_id:token\titem_id:token\ttimestamp:float\n" + "\n".join(rows) + "\n")
    assert document(path, "--task", "sequence")["data"]["customers"] == 80


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("customer,product,time\na,b,yesterday\n", ["line 2", "column time", "yesterday"]),
        ("customer,product,time\n", ["no lines"]),
        ("", ["empty"]),
        ("customer,colour\na,b\n", ["product", "columns"]),
        ("customer,product,time\na,b,2024-01-01\n", ["too little"]),
    ],
)
def test_unusable_files_get_one_sentence(tmp_path: Path, content: str, words: list[str]) -> None:
    """Exit status 2, nothing on standard output, and a sentence that names the place."""
    path = tmp_path / "orders.csv"
    path.write_text(content)
    status, out, err = run(path, "--json")
    last = err.strip().splitlines()[-1]
    assert (status, out) == (2, "")
    assert all(word in err for word in words), err
    assert "Traceback" not in err
    assert last.endswith(".")


def test_a_missing_file_is_named() -> None:
    """A file that is not there gives status 2 and its name."""
    status, _, err = run("nowhere.csv")
    assert status == 2
    assert "nowhere.csv" in err


def test_a_broken_pattern_is_named(shop: Path) -> None:
    """A pattern that is no regular expression is shown with its fault."""
    status, _, err = run(shop, "--product-pattern", "[")
    assert status == 2
    assert "[" in err
