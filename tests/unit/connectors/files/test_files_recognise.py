"""Columns are known by the names that shops give them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopweave.connectors.files.errors import (
    MissingColumns,
    UnclearKind,
    UnknownColumn,
    UnknownField,
    UnknownKind,
    WrongColumns,
)
from shopweave.connectors.files.kinds import all_kinds, usual_names
from shopweave.connectors.files.plain import plain
from shopweave.connectors.files.recognise import recognise, told_columns


@pytest.mark.parametrize(
    ("header", "kind", "fields"),
    [
        (
            "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country",
            "orders",
            {"order": "Invoice", "product": "StockCode", "customer": "Customer ID"},
        ),
        (
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
            "orders",
            {"order": "InvoiceNo", "price": "UnitPrice", "time": "InvoiceDate"},
        ),
        (
            "userId,movieId,rating,timestamp",
            "ratings",
            {"customer": "userId", "product": "movieId", "time": "timestamp"},
        ),
        (
            "user_id:token,item_id:token,rating:float,timestamp:float",
            "ratings",
            {"customer": "user_id:token", "product": "item_id:token", "rating": "rating:float"},
        ),
        ("session,item,time", "orders", {"order": "session", "product": "item"}),
        (
            "订单编号,商品编码,商品名称,数量,单价(元),下单时间,买家会员名",
            "orders",
            {"order": "订单编号", "product": "商品编码", "price": "单价(元)", "time": "下单时间"},
        ),
        (
            "g:id,g:title,g:link,g:availability,g:price,g:image_link",
            "feed",
            {"product": "g:id", "title": "g:title", "image": "g:image_link"},
        ),
        ("id,title,price,brand", "products", {"product": "id", "title": "title"}),
        ("customer id,name,e-mail,phone", "customers", {"email": "e-mail", "name": "name"}),
        ("会员编号,姓名,手机号,邮箱", "customers", {"customer": "会员编号", "phone": "手机号"}),
        ("sku,location,on hand", "stock", {"product": "sku", "on_hand": "on hand"}),
        ("商品编码,仓库,库存数量", "stock", {"place": "仓库", "on_hand": "库存数量"}),
    ],
)
def test_knows_usual_names(header: str, kind: str, fields: dict[str, str]) -> None:
    """The kind of a file and its fields follow from the usual names of its columns."""
    found = recognise(header.split(","), "auto")
    assert found.kind == kind
    assert fields.items() <= found.fields.items()


@given(st.sampled_from(sorted(usual_names())), st.data())
def test_case_and_punctuation_make_no_difference(field: str, data: st.DataObject) -> None:
    """A usual name is known in capitals, with underscores, a prefix, a type or a unit."""
    name = data.draw(st.sampled_from(usual_names()[field]))
    for written in (name.upper(), name.replace(" ", "_"), f"g:{name}", f"{name}:token"):
        assert plain(written) == plain(name)


def test_every_field_has_usual_names() -> None:
    """No kind has a field that could only be told by hand."""
    wanted = {field for kind in all_kinds().values() for field in kind.fields}
    assert wanted - usual_names().keys() == set()


def test_what_is_told_wins() -> None:
    """A told column is used even where a better name is there."""
    columns = ["user", "item", "date", "posted"]
    found = recognise(columns, "orders", told={"time": "posted", "product": "item"})
    assert found.fields["time"] == "posted"
    assert found.unused == ("date",)


def test_no_column_serves_twice() -> None:
    """Each column is given to one field at most."""
    for kind in all_kinds():
        found = recognise(["id", "title", "quantity", "date", "e-mail"], kind, required=())
        assert len(set(found.fields.values())) == len(found.fields)


@pytest.mark.parametrize(
    ("columns", "kind", "told", "problem", "sentence"),
    [
        (["a", "b"], "orders", {}, MissingColumns, "no column for product, time, order/customer"),
        (["a"], "orders", {"product": "x"}, UnknownColumn, "no column x"),
        (["a"], "orders", {"colour": "a"}, UnknownField, "orders have no field colour"),
        (["a"], "bills", {}, UnknownKind, "bills is no kind of file"),
        (["a", "b"], "auto", {}, UnclearKind, "could be anything"),
    ],
)
def test_says_what_is_missing(
    columns: list[str], kind: str, told: dict[str, str], problem: type, sentence: str
) -> None:
    """A column that cannot be found is named, with the ones that are there."""
    with pytest.raises(problem, match=sentence):
        recognise(columns, kind, told=told)


def test_reads_told_columns() -> None:
    """Fields and columns are parted by equal signs and commas."""
    assert told_columns("customer=Buyer ID, product=SKU") == {
        "customer": "Buyer ID",
        "product": "SKU",
    }
    with pytest.raises(WrongColumns, match="customer=Buyer"):
        told_columns("Buyer")
