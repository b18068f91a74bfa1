"""What a merchant is asked for, and what a Shopify shop can do."""

from shopweave.connectors.contract import Can, Field, Kind
from shopweave.connectors.shopify.connector import VERSION, Shopify

KIND = Kind(
    name="shopify",
    title={"en": "Shopify", "zh": "Shopify"},
    about={
        "en": "Products, stock, orders and customers of a Shopify shop, by its Admin API.",
        "zh": "通过 Admin API 读取 Shopify 店铺的商品、库存、订单和顾客。",
    },
    can=frozenset(Can),
    fields=(
        Field(
            "access_token",
            {"en": "Admin API access token", "zh": "Admin API 访问令牌"},
            {
                "en": "Settings, Apps, Develop apps; it begins with shpat_.",
                "zh": "在“设置、应用、开发应用”中生成，以 shpat_ 开头。",
            },
            secret=True,
        ),
        Field(
            "client_secret",
            {"en": "App's client secret", "zh": "应用的 client secret"},
            {"en": "It signs the webhooks.", "zh": "用于校验 webhook 签名。"},
            secret=True,
            required=False,
        ),
        Field("version", {"en": "API version", "zh": "API 版本"}, required=False, default=VERSION),
    ),
    open=Shopify,
    live=False,
    pace=4.0,
)
