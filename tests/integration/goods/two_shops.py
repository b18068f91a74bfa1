"""A web shop and a till that sell the same things under different names."""

from datetime import UTC, datetime

from shopweave.commerce import catalog, sources
from shopweave.commerce.catalog import Price, ProductDraft, Text
from shopweave.commerce.inbound import Delivery
from shopweave.foundation.database import Database

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
WEB = (
    ("W1", "Bosch TWK-7203 kettle 1.7 l steel", "Bosch", 6990, "Boils water for ten cups"),
    ("W2", "Bosch TWK-6A813 kettle 1.7 l white", "Bosch", 5490, "With keep-warm function"),
    ("W3", "西湖龙井绿茶 250克 礼盒", "山房", 12800, "明前采摘"),
    ("W4", "西湖龙井绿茶 100克 罐装", "山房", 5800, "明前采摘"),
    ("W5", "Hario V60 dripper size 02 ceramic white", "Hario", 2400, "For one to four cups"),
    ("W6", "Hario V60 dripper size 01 plastic clear", "Hario", 900, ""),
    ("W7", "Sencha Fukamushi 100 g", "Shanfang", 1490, "Deep steamed leaves"),
    ("W8", "Linen tea towel striped", "", 1200, ""),
)
TILL = (
    ("1", "Kettle TWK7203 Bosch", 7190),
    ("2", "龙井绿茶250克礼盒装", 12900),
    ("3", "HARIO V60-02 white ceramic", 2350),
    ("4", "Fukamushi Sencha 100g", 1500),
    ("5", "Gift voucher", 5000),
)


def fill(database: Database) -> dict[str, str]:
    """Bring both catalogues in; external id to product id."""
    web = [
        ProductDraft(
            key,
            title,
            texts={"en": Text(title, text)} if text else {},
            brand=brand or None,
            prices=(Price(price, "EUR"),),
        )
        for key, title, brand, price, text in WEB
    ]
    till = [ProductDraft(key, title, prices=(Price(price, "EUR"),)) for key, title, price in TILL]
    return _bring(database, "Web shop", web) | _bring(database, "Till", till)


def _bring(database: Database, source: str, drafts: list[ProductDraft]) -> dict[str, str]:
    with database.write() as tx:
        origin = sources.ensure(tx, sources.SourceDraft(source, "api"), NOW).id
        return catalog.upsert(tx, Delivery(origin, NOW), drafts).ids
