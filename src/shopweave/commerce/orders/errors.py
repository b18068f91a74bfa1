"""What can go wrong with an order, in words for the person who reads it."""

from shopweave.foundation.problems import Problem


class UnknownOrder(Problem):
    """There is no order {order!r}: look it up under Orders."""

    zh = "没有订单 {order!r}：请到“订单”里查找。"
    status = 404
