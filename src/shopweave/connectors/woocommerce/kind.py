"""What a merchant is asked for, and what a WooCommerce shop can do."""

from shopweave.connectors.contract import Can, Field, Kind
from shopweave.connectors.woocommerce.connector import WooCommerce

_WHERE = {
    "en": "WooCommerce, Settings, Advanced, REST API: a key that may read and write.",
    "zh": "在 WooCommerce 的“设置、高级、REST API”中新建，权限选“读取/写入”。",
}

KIND = Kind(
    name="woocommerce",
    title={"en": "WooCommerce", "zh": "WooCommerce"},
    about={
        "en": "Products, stock, orders and customers of a WooCommerce shop, by its REST API.",
        "zh": "通过 REST API 读取 WooCommerce 店铺的商品、库存、订单和顾客。",
    },
    can=frozenset(Can),
    fields=(
        Field("consumer_key", {"en": "Consumer key", "zh": "用户密钥 ck_"}, _WHERE, secret=True),
        Field("consumer_secret", {"en": "Consumer secret", "zh": "用户私钥 cs_"}, secret=True),
    ),
    open=WooCommerce,
    live=False,
    pace=3.0,
    own_secret=True,
)
