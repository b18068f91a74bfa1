"""What can go wrong with an order, in words for the person who reads it."""

from shopweave.foundation.problems import Problem


class UnknownOrder(Problem):
    """There is no order {order!r}: look it up under Orders."""

    zh = "没有订单“{order}”：请到“订单”里查找。"
    status = 404


class NoLines(Problem):
    """Order {external_id!r} in row {row} has no lines: send at least one."""

    zh = "第 {row} 行的订单“{external_id}”没有明细：至少要有一行。"
    status = 422


class LineTwice(Problem):
    """Row {row} has two lines with the number {line}: number them 1, 2, 3."""

    zh = "第 {row} 行有两条编号为 {line} 的明细：请按 1、2、3 编号。"
    status = 422


class NotAQuantity(Problem):
    """The quantity of line {line} in row {row} is {quantity}: send a number of units."""

    zh = "第 {row} 行第 {line} 条明细的数量是 {quantity}：请填写件数。"
    status = 422


class CostTooLarge(Problem):
    """A cost of row {row} is larger than any order can have: check its digits."""

    zh = "第 {row} 行的一项费用大得不可能：请检查数字。"
    status = 422
