"""What can be wrong with a feed's address."""

from shopweave.foundation.problems import Problem


class NoSuchFeed(Problem):
    """The address of this feed does not hold, or was withdrawn: make a new one under Data."""

    zh = "这个商品数据地址无效或已收回：请到“数据”里重新生成。"
    status = 404
