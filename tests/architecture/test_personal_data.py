"""Nothing about a customer is kept that could not be shown and erased."""

from contextlib import closing
from pathlib import Path

from shopweave import schema
from shopweave.app import Shopweave
from shopweave.settings import Settings

# The key itself and the note of its destruction, which erasing must leave behind.
OF_ERASING_ITSELF = {"customer_keys", "erased_customers"}


def test_every_table_about_customers_has_somebody_who_answers(tmp_path: Path) -> None:
    """Each table with a customer_id stands in a room's handler for export and erasure."""
    tables = {
        table.name for table in schema.metadata.tables.values() if "customer_id" in table.columns
    }
    with closing(Shopweave(Settings(data=tmp_path))) as shop:
        answered = shop.trust.personal_data.tables()
    assert tables - answered - OF_ERASING_ITSELF == set()
    assert answered <= set(schema.metadata.tables)
