"""What can go wrong with a return, in words for the person who reads it."""

from shopweave.foundation.problems import Problem


class UnknownReturn(Problem):
    """There is no return {key!r}: look it up on the page of its order."""

    zh = "没有退货单“{key}”：请到订单页查看。"
    status = 404


class MoreThanBought(Problem):
    """Of line {line} {left:g} can still come back, and {wanted:g} were entered: count again."""

    zh = "第 {line} 行最多还能退 {left:g} 件，填的是 {wanted:g} 件：请再数一遍。"
    status = 422


class ReturnedOtherwise(Problem):
    """Return {key!r} was entered before with other goods: use a new number."""

    zh = "退货单“{key}”已按其他商品登记：请换一个新编号。"
    status = 409


class NothingBrought(Problem):
    """No goods were entered: say at least one line with the units that came back."""

    zh = "没有填退回的商品：至少填一行和件数。"
    status = 422
