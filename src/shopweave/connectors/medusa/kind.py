"""What a merchant is asked for, and what a Medusa shop can do."""

from shopweave.connectors.contract import Can, Field, Kind
from shopweave.connectors.medusa.connector import Medusa

KIND = Kind(
    name="medusa",
    title={"en": "Medusa", "zh": "Medusa"},
    about={
        "en": "Products, stock, orders and customers of a Medusa 2 shop, by its admin API.",
        "zh": "通过管理 API 读取 Medusa 2 店铺的商品、库存、订单和顾客。",
    },
    can=frozenset(
        {
            Can.PRODUCTS,
            Can.CUSTOMERS,
            Can.ORDERS,
            Can.STOCK,
            Can.WRITE_STOCK,
            Can.WRITE_PRICE,
            Can.WRITE_ORDER,
        }
    ),
    fields=(
        Field(
            "secret_key",
            {"en": "Secret API key", "zh": "私密 API 密钥"},
            {
                "en": "Settings, Secret API Keys; it begins with sk_.",
                "zh": "在 Settings 的 Secret API Keys 中新建，以 sk_ 开头。",
            },
            secret=True,
        ),
    ),
    open=Medusa,
    live=True,
    pace=10.0,
)
