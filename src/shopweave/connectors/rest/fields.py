"""Which of a shop's fields is which of ours: by usual names, or as a person said."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from shopweave.connectors.contract import Entity, NotRecognised
from shopweave.connectors.files.plain import plain

# Our field to usual names, the best first; a point leads into an object. `plain` takes away case,
# blanks and signs, so that createdAt, created_at and "Created at" are one name.
_NAMES: dict[Entity, dict[str, tuple[str, ...]]] = {
    Entity.PRODUCTS: {
        "id": ("id", "product id", "item id", "code", "sku", "商品id", "商品编号", "货号"),
        "title": ("title", "name", "product name", "item name", "商品名称", "名称", "标题"),
        "price": ("price", "selling price", "unit price", "amount", "售价", "价格", "单价"),
        "currency": ("currency", "currency code", "币种"),
        "sku": ("sku", "item code", "商家编码"),
        "gtin": ("gtin", "ean", "barcode", "upc", "条码", "条形码"),
        "weight": ("weight", "weight g", "weight kg", "grams", "weight in grams", "重量", "毛重"),
        "brand": ("brand", "vendor", "manufacturer", "品牌"),
        "category": ("category", "categories", "product type", "分类", "类目"),
        "image": ("image", "image url", "picture", "images", "主图", "图片"),
        "url": ("url", "link", "permalink", "链接"),
        "updated_at": ("updated at", "modified at", "date modified", "更新时间", "修改时间"),
    },
    Entity.ORDERS: {
        "id": ("id", "order id", "order number", "number", "订单号", "订单编号"),
        "placed_at": ("placed at", "created at", "order date", "date", "下单时间", "创建时间"),
        "lines": ("lines", "line items", "items", "products", "明细", "商品"),
        "number": ("number", "order number", "order no", "订单号"),
        "currency": ("currency", "currency code", "币种"),
        "status": ("status", "state", "order status", "状态", "订单状态"),
        "total": ("total", "grand total", "amount", "总额", "实付金额"),
        "customer": ("customer id", "user id", "buyer id", "customer", "用户id", "会员编号"),
        "email": ("email", "customer email", "billing.email", "customer.email", "邮箱"),
        "phone": ("phone", "mobile", "billing.phone", "customer.phone", "手机", "手机号"),
        "updated_at": ("updated at", "modified at", "date modified", "更新时间", "修改时间"),
    },
    Entity.CUSTOMERS: {
        "id": ("id", "customer id", "user id", "member id", "用户id", "会员编号", "客户编号"),
        "name": ("name", "full name", "display name", "姓名", "昵称"),
        "email": ("email", "mail", "邮箱"),
        "phone": ("phone", "mobile", "telephone", "手机", "手机号", "电话"),
        "country": ("country", "country code", "国家"),
        "updated_at": ("updated at", "modified at", "date modified", "更新时间", "修改时间"),
    },
    Entity.STOCK: {
        "product": ("product id", "product", "item id", "sku", "id", "商品id", "商品编号", "货号"),
        "quantity": ("quantity", "on hand", "stock", "available", "qty", "inventory", "库存"),
        "place": ("place", "location", "warehouse", "store", "仓库", "门店"),
    },
}
LINE: dict[str, tuple[str, ...]] = {
    "product": ("product id", "product", "item id", "sku", "code", "商品id", "商品编号", "货号"),
    "title": ("title", "name", "product name", "商品名称", "名称"),
    "quantity": ("quantity", "qty", "count", "数量"),
    "price": ("price", "unit price", "单价", "价格"),
}
REQUIRED: dict[Entity, tuple[str, ...]] = {
    Entity.PRODUCTS: ("id", "title"),
    Entity.ORDERS: ("id", "placed_at", "lines"),
    Entity.CUSTOMERS: ("id",),
    Entity.STOCK: ("product", "quantity"),
}


def known(entity: Entity) -> tuple[str, ...]:
    """Our fields of an entity, the necessary ones first."""
    needed = REQUIRED[entity]
    return (*needed, *(name for name in _NAMES[entity] if name not in needed))


def recognise(
    entity: Entity, items: Iterable[Mapping[str, Any]], told: Mapping[str, str]
) -> dict[str, str]:
    """Our field to the shop's path, for one entity; `told` wins. Raises `NotRecognised`."""
    paths = list(dict.fromkeys(path for item in items for path in flat(item)))
    found = guess(entity, paths, told)
    missing = [name for name in REQUIRED[entity] if name not in found]
    if missing:
        raise NotRecognised(entity=entity.value, missing=", ".join(missing))
    return found


def guess(entity: Entity, paths: Iterable[str], told: Mapping[str, str]) -> dict[str, str]:
    """As `recognise`, complete or not."""
    return assigned(_NAMES[entity], paths, told)


def assigned(
    names: Mapping[str, tuple[str, ...]], paths: Iterable[str], told: Mapping[str, str]
) -> dict[str, str]:
    """Each of our fields takes the path that its best name fits; a path may serve two fields."""
    here = {_plain(path): path for path in reversed(list(paths))}
    found = {name: path for name, path in told.items() if path and name in names}
    for name, usual in names.items():
        fitting = next((here[_plain(one)] for one in usual if _plain(one) in here), None)
        if name not in found and fitting is not None:
            found[name] = fitting
    return found


def flat(item: Mapping[str, Any]) -> list[str]:
    """Paths of an item's values, one level deep: "id", "billing.email"."""
    found = []
    for name, value in item.items():
        found.append(name)
        if isinstance(value, Mapping):
            found += [f"{name}.{inner}" for inner in value]
    return found


def value(item: Mapping[str, Any], path: str | None) -> Any:
    """What stands at a path, None if nothing does."""
    if path is None:
        return None
    if path in item:
        return item[path]
    outer, _, inner = path.partition(".")
    within = item.get(outer)
    return within.get(inner) if isinstance(within, Mapping) else None


@cache
def _plain(path: str) -> str:
    return ".".join(plain(part) for part in path.split("."))
