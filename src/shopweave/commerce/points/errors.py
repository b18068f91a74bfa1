"""What can go wrong with points, in words for the person who reads it."""

from shopweave.foundation.problems import Problem


class NotEnoughPoints(Problem):
    """There are {balance} points, and {wanted} were asked for: take fewer."""

    zh = "现有 {balance} 积分，不够 {wanted}：请少用一些。"
    status = 409


class PointsUsedOtherwise(Problem):
    """The points of {key!r} were booked before with other figures: use a new key."""

    zh = "“{key}”的积分已按其他数值入账：请换一个新编号。"
    status = 409


class NoPoints(Problem):
    """{points} is no number of points: write a whole number above 0."""

    zh = "{points} 不是积分数：请填写大于 0 的整数。"
    status = 422
