"""Products out of a file: words in several languages."""

from datetime import UTC, datetime
from pathlib import Path

from shopweave.commerce.catalog import Text
from shopweave.connectors.files.contents.product_plan import Products
from shopweave.connectors.files.contents.rows import RowReader
from shopweave.connectors.files.options import Ground, Options, settle
from shopweave.connectors.files.presets import preset_for
from shopweave.connectors.files.reading import open_table
from shopweave.connectors.files.recognise import recognise
from shopweave.connectors.files.sieve import find_styles


def _texts(path: Path, text: str) -> dict[str, Text]:
    path.write_text(text, "utf-8")
    table = open_table(path)
    mapping = recognise(table.columns, "products")
    ground = Ground("", datetime(2026, 1, 1, tzinfo=UTC), "CNY", "UTC")
    styles = find_styles(table, mapping)
    reading = settle(Options(), preset_for(table.columns, ""), ground, styles)
    products = Products(RowReader(table, mapping, reading, ("product", "title")))
    products.survey(lambda _rejection: None)
    return next(products.drafts(0))[1].texts


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
