"""What a merchant is asked for, and what a django-oscar shop can do."""

from shopweave.connectors.contract import Can, Field, Kind
from shopweave.connectors.oscar.connector import Oscar

KIND = Kind(
    name="oscar",
    title={"en": "django-oscar", "zh": "django-oscar"},
    about={
        "en": "A shop with django-oscar-api; enter the address that ends in /api.",
        "zh": "装有 django-oscar-api 的店铺，地址填到 /api 为止。",
    },
    can=frozenset({Can.PRODUCTS, Can.ORDERS, Can.STOCK, Can.WRITE_STOCK, Can.WRITE_PRICE}),
    fields=(
        Field("user", {"en": "Administrator's name", "zh": "管理员账号"}),
        Field("password", {"en": "Password", "zh": "密码"}, secret=True),
    ),
    open=Oscar,
    live=True,
    pace=25.0,
)
