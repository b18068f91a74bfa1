"""Why a shop does not take what is written back."""

from shopweave.foundation.problems import Problem


class NotTaken(Problem):
    """The shop did not take it: {reason}."""

    zh = "店铺没有接受：{reason}。"
    status = 409


class NetPrices(Problem):
    """The shop keeps its prices without tax, so a price with tax cannot be written into it."""

    zh = "该店铺按不含税价保存价格，无法写入含税价。"
    status = 409


class OtherCurrency(Problem):
    """The shop has no prices in {currency}: its currency is {own}."""

    zh = "该店铺没有 {currency} 价格，它的货币是 {own}。"
    status = 409
