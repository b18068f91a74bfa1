"""What can go wrong with a place, in words for the person who reads it."""

from shopweave.foundation.problems import Problem


class UnknownPlace(Problem):
    """There is no place {place!r}: add it under Stores, or correct the name."""

    zh = "没有地点“{place}”：请在“门店”里添加，或改正名称。"
    status = 404
