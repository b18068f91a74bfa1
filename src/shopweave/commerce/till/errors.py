"""What can go wrong at the till, in words for the person who stands there."""

from shopweave.foundation.problems import Problem


class UnknownArticle(Problem):
    """Line {line} names {code!r}, which no product carries: add it, or sell it with a price."""

    zh = "第 {line} 行的“{code}”没有对应的商品：请先添加商品，或改为手填品名和价格。"
    status = 422


class SeveralArticles(Problem):
    """Line {line} names {code!r}, which {count} products carry: send `product` and `variant`."""

    zh = "第 {line} 行的“{code}”对应 {count} 件商品：请改传 `product` 和 `variant`。"
    status = 422


class NoPrice(Problem):
    """Line {line} has no price: send `price`, since {code!r} has none in {currency}."""

    zh = "第 {line} 行没有价格：“{code}”没有 {currency} 价格，请传 `price`。"
    status = 422


class NamelessLine(Problem):
    """Line {line} says neither what was sold nor its title: send `code`, `product` or `title`."""

    zh = "第 {line} 行没说卖的是什么：请传 `code`、`product` 或 `title`。"
    status = 422


class UsedOtherwise(Problem):
    """The number {id!r} came before with other contents: use a new one for a new receipt."""

    zh = "编号“{id}”之前用于别的内容：新的小票请用新编号。"
    status = 409


class PaidTooLittle(Problem):
    """The payments make {paid} and the receipt {total} {currency}: correct the amounts."""

    zh = "付款合计 {paid}，小票是 {total} {currency}：请改正金额。"
    status = 422


class ChangeWithoutCash(Problem):
    """{change} {currency} too much was paid, and not in cash: only cash gives change."""

    zh = "多付了 {change} {currency}，但不是现金：只有现金才能找零。"
    status = 422


class DiscountTooLarge(Problem):
    """The discount is {percent} % and may be {most} %: ask somebody who may give more."""

    zh = "折扣是 {percent}%，上限 {most}%：请找有权限的同事。"
    status = 403


class PointsOfNobody(Problem):
    """Points belong to a member: send `member`, or leave `points` out."""

    zh = "积分属于会员：请传 `member`，或去掉 `points`。"
    status = 422


class PointsPayNothing(Problem):
    """Points pay nothing here: set what one is worth under Settings, Rules."""

    zh = "这里不能用积分抵扣：请在“设置 › 规则”里填写一分抵多少钱。"
    status = 409


class PointsInOtherMoney(Problem):
    """Points pay in {own}, and the receipt is in {currency}: sell it without points."""

    zh = "积分只能抵 {own}，小票是 {currency}：请不用积分结账。"
    status = 422


class MorePointsThanFit(Problem):
    """{count} points pay {worth} {currency}, and {most} points fit the receipt: take fewer."""

    zh = "{count} 积分可抵 {worth} {currency}，这张小票最多用 {most} 积分：请少用一些。"
    status = 422


class PointsWorthOtherwise(Problem):
    """{count} points pay {worth} {currency}, not {told}: find the member again at the till."""

    zh = "{count} 积分现在抵 {worth} {currency}，不是 {told}：请在收银台重新查找会员。"
    status = 409


class UnknownReceipt(Problem):
    """There is no receipt {code!r}: check the number, or take the goods back without one."""

    zh = "没有小票“{code}”：请核对编号，或按无小票退货处理。"
    status = 404


class SeveralReceipts(Problem):
    """{count} receipts have the number {code!r} ({told}): ask by the `order` of the right one."""

    zh = "编号“{code}”有 {count} 张小票（{told}）：请改用其中那一张的 `order` 查询。"
    status = 409


class ReturnedTooMuch(Problem):
    """Line {line} takes {asked} back, and {left} of it are left on the receipt: lower it."""

    zh = "第 {line} 行要退 {asked} 件，小票上只剩 {left} 件：请改少。"
    status = 409


class PaidBackTooMuch(Problem):
    """Line {line} pays {asked} {currency} back, and {most} was paid for it: lower the price."""

    zh = "第 {line} 行要退 {asked} {currency}，当初只付了 {most}：请把价格改低。"
    status = 409


class CameBackAlready(Problem):
    """Goods of the receipt {id!r} came back already: take the rest back instead of voiding it."""

    zh = "小票“{id}”已有商品退回，不能作废：请把其余商品也办退货。"
    status = 409


class ClosedAlready(Problem):
    """The receipt {id!r} belongs to a day that is closed: take the goods back instead."""

    zh = "小票“{id}”所在的那天已经日结：请改为退货。"
    status = 409


class KeptTooMuch(Problem):
    """{kept} {currency} cannot stay of {counted} that were counted: correct the amounts."""

    zh = "只清点到 {counted} {currency}，不能留用 {kept}：请改正金额。"
    status = 422


class WrongWay(Problem):
    """Goods can be moved to another place only: name one in `to`."""

    zh = "调货要写明另一个地点：请在 `to` 里填写。"
    status = 422
