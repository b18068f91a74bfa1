"""What can go wrong with stock, in words for the person who reads it."""

from shopweave.foundation.problems import Problem


class NotInCatalogue(Problem):
    """Row {row} names the product {product!r}, which this source does not have: send it first."""

    zh = "第 {row} 行的商品 {product!r} 在该来源中不存在：请先上传商品。"
    status = 422


class BookedOtherwise(Problem):
    """Row {row}: {external_id!r} was booked before with other figures: use a new id."""

    zh = "第 {row} 行：{external_id!r} 已按其他数量入账：请换一个新编号。"
    status = 409


class NotUnits(Problem):
    """The quantity of row {row} is {quantity}: send a number of units, for a count not below 0."""

    zh = "第 {row} 行的数量是 {quantity}：请填写件数，盘点时不能小于 0。"
    status = 422
