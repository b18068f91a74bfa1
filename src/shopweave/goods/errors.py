"""What can go wrong with goods, in words for the person who reads it."""

from shopweave.foundation.problems import Problem


class NoChange(Problem):
    """{value!r} is no change of price: write percent from -99 to +9900, like -10 or +5.5."""

    zh = "“{value}”不是价格变动：请写 -99 到 +9900 之间的百分数，如 -10 或 +5.5。"
    status = 422
