"""What can go wrong with costs and rates, in words for the person who reads it."""

from shopweave.foundation.problems import Problem


class CostOfUnknownProduct(Problem):
    """Row {row} names {product!r}, which is not in the catalogue: bring its product in first."""

    zh = "第 {row} 行的“{product}”不在商品目录里：请先导入这件商品。"
    status = 422


class NotARate(Problem):
    """Row {row} is no rate: two different currencies and a rate above zero are needed."""

    zh = "第 {row} 行不是汇率：需要两种不同的货币和一个大于零的汇率。"
    status = 422


class UnitsBelowZero(Problem):
    """The units of row {row} are {units}: goods that come in are more than zero."""

    zh = "第 {row} 行的件数是 {units}：入库件数要大于零。"
    status = 422


class ReceiptWithoutDate(Problem):
    """Row {row} names units but not when they came in: add `from`, else they would count twice."""

    zh = "第 {row} 行写了件数，却没写入库时间：请填 from，否则重发会算两次。"
    status = 422
