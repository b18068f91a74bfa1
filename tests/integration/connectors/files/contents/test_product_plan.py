"""Products out of a file: words in several languages."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from shopweave.commerce.catalog import ProductDraft, Text
from shopweave.connectors.files.contents.product_plan import Products
from shopweave.connectors.files.contents.rows import RowReader
from shopweave.connectors.files.contents.weighing import Weighing
from shopweave.connectors.files.options import Ground, Options, settle
from shopweave.connectors.files.presets import preset_for
from shopweave.connectors.files.reading import open_table
from shopweave.connectors.files.recognise import recognise
from shopweave.connectors.files.sieve import find_styles
from shopweave.connectors.files.types import Reason, Rejection


def _products(path: Path, text: str) -> tuple[list[ProductDraft], list[Rejection], str]:
    """What a file brings, what is refused of it, and the unit that was assumed."""
    path.write_text(text, "utf-8")
    table = open_table(path)
    mapping = recognise(table.columns, "products")
    ground = Ground("", datetime(2026, 1, 1, tzinfo=UTC), "CNY", "UTC")
    styles = find_styles(table, mapping)
    reading = settle(Options(), preset_for(table.columns, ""), ground, styles)
    rows = RowReader(table, mapping, reading, ("product", "title"))
    products, refused = Products(rows, Weighing(mapping.fields.get("weight", ""))), []
    products.survey(refused.append)
    found = [draft for _, draft in products.drafts(0)]
    return found, refused, products.weighing.assumed


def _texts(path: Path, text: str) -> dict[str, Text]:
    return _products(path, text)[0][0].texts


def test_columns_may_name_their_language(tmp_path) -> None:
    """A file may carry each name and text in English and in Chinese."""
    texts = _texts(
        tmp_path / "products.csv",
        "Product ID,Title,Description,Title en,Description en\nT1,龙井,豆香,Longjing,Sweet\n",
    )
    assert texts == {"zh": Text("龙井", "豆香"), "en": Text("Longjing", "Sweet")}


def test_an_empty_name_in_a_language_is_none(tmp_path) -> None:
    """A product without a name in a language simply has none there."""
    texts = _texts(tmp_path / "products.csv", "货号,商品名称,英文名称\nT1,龙井,\n")
    assert texts == {"zh": Text("龙井")}


@pytest.mark.parametrize(
    ("head", "cells", "weights", "assumed"),
    [
        ("Weight", ("350g", "1.2 kg", "2 lb", "0"), [350, 1200, 907, None], ""),
        ("重量", ("500克", "1斤", "", "1.5公斤"), [500, 500, None, 1500], ""),
        ("重量（kg）", ("0.5", "2", "0.00", "12"), [500, 2000, None, 12000], ""),
        ("weight_g", ("500", "1500", "80", "0"), [500, 1500, 80, None], ""),
        ("Weight", ("500", "1500", "80", "12"), [500, 1500, 80, 12], "g"),
        ("Weight", ("0.5", "2", "0.08", "12"), [500, 2000, 80, 12000], "kg"),
        ("毛重", ("0.5", "2", "500", "12 kg"), [1, 2, 500, 12000], "g"),
        ("Variant Grams,Weight unit", ("500,kg", "80,kg", "0,kg", "1,kg"), [500, 80, None, 1], ""),
        ("Weight,Weight unit", ("0.5,kg", "80,g", "1,lb", "2,oz"), [500, 80, 454, 57], ""),
    ],
)
def test_weights_come_in_grams(tmp_path, head, cells, weights, assumed) -> None:
    """A unit stands in the cell, beside it or in the column's name; else the file shows it."""
    rows = "".join(f"T{n},Tea {n},{cell}\n" for n, cell in enumerate(cells))
    found, refused, unit = _products(tmp_path / "p.csv", f"Product ID,Title,{head}\n{rows}")
    assert [draft.weight for draft in found] == weights
    assert (unit, refused) == (assumed, [])


def test_a_wrong_weight_is_refused_with_its_line(tmp_path) -> None:
    """Negative, absurd, or in a unit that nobody knows: the row is told, the others are in."""
    text = "Product ID,Title,Weight\nT1,a,-5 g\nT2,b,5 stone\nT3,c,9000 kg\nT4,d,90 g\n"
    found, refused, _ = _products(tmp_path / "p.csv", text)
    assert [draft.weight for draft in found] == [90]
    told = [(one.line, one.column, one.value, one.reason) for one in refused]
    wrong = ("-5 g", "5 stone", "9000 kg")
    expected = [(n, "Weight", value, Reason.NOT_A_WEIGHT) for n, value in enumerate(wrong, 2)]
    assert told == expected


def test_each_form_has_its_weight(tmp_path) -> None:
    """Rows of one group are forms of a product, each with its own weight."""
    text = "Product ID,Group,Title,Size,Weight\nA,T,Tea,S,100 g\nB,T,Tea,L,1 kg\n"
    found, _, _ = _products(tmp_path / "p.csv", text.replace("Group", "item group id"))
    assert [form.weight for form in found[0].variants] == [100, 1000]
