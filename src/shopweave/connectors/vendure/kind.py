"""What a merchant is asked for, and what a Vendure shop can do."""

from shopweave.connectors.contract import Can, Field, Kind
from shopweave.connectors.vendure.connector import Vendure

KIND = Kind(
    name="vendure",
    title={"en": "Vendure", "zh": "Vendure"},
    about={
        "en": "Products, stock, orders and customers of a Vendure 3 shop, by its admin API.",
        "zh": "通过管理 API 读取 Vendure 3 店铺的商品、库存、订单和顾客。",
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
            "api_key",
            {"en": "API key", "zh": "API 密钥"},
            {
                "en": "From Vendure 3.6 on. Leave empty to sign in with a name and a password.",
                "zh": "Vendure 3.6 起提供。留空则用账号和密码登录。",
            },
            secret=True,
            required=False,
        ),
        Field(
            "username",
            {"en": "Administrator", "zh": "管理员账号"},
            {"en": "Make one for Shopweave alone.", "zh": "请为 Shopweave 单独建一个。"},
            required=False,
        ),
        Field("password", {"en": "Password", "zh": "密码"}, secret=True, required=False),
        Field(
            "channel",
            {"en": "Channel token", "zh": "渠道令牌"},
            {"en": "Only where the shop has several channels.", "zh": "店铺有多个渠道时才需要。"},
            required=False,
        ),
    ),
    open=Vendure,
    live=True,
    pace=10.0,
)
