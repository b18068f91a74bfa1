"""What can go wrong on the way to the buyer, in words for the person who reads it."""

from shopweave.foundation.problems import Problem


class UnknownFulfilment(Problem):
    """There is nothing to pick or hand over under {fulfilment!r}: open the list again."""

    zh = "没有编号为“{fulfilment}”的备货单：请重新打开列表。"
    status = 404


class NotItsTurn(Problem):
    """The parcel is {state}: what you asked for comes before or after that."""

    zh = "这个包裹当前是 {state}：现在不能这样操作。"
    status = 409


class NothingToFulfil(Problem):
    """Order {order} has nothing left to send or to collect."""

    zh = "订单 {order} 已没有要发货或自提的商品。"
    status = 409


class WrongCode(Problem):
    """The code is not right; {left} more tries, then it must be issued anew."""

    zh = "取货码不对，还能试 {left} 次，之后须重新发码。"
    status = 403


class TooManyTries(Problem):
    """Too many wrong codes: issue a new one to the customer, who proves the order."""

    zh = "取货码错了太多次：请核对顾客的订单后重新发码。"
    status = 429


class CodeOver(Problem):
    """The time to collect is over: the goods are back on the shelf."""

    zh = "已过取货期限：商品已放回货架。"
    status = 410


class TooManyPicked(Problem):
    """Line {line} asks for {wanted:g}, and {picked:g} were picked: take the rest out again."""

    zh = "第 {line} 行只要 {wanted:g} 件，却拣了 {picked:g} 件：请放回多余的。"
    status = 422
