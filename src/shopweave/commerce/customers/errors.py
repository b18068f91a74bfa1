"""What can go wrong with a customer, in words for the person who reads it."""

from shopweave.foundation.problems import Problem


class UnknownCustomer(Problem):
    """There is no customer {customer!r}: look the person up under Customers."""

    zh = "没有顾客 {customer!r}：请到“顾客”里查找。"
    status = 404


class MergeUndone(Problem):
    """The merge {merge} was undone already: nothing is left to undo."""

    zh = "合并 {merge} 已经撤销：没有可再撤销的。"
    status = 409


class OnePerson(Problem):
    """{winner} and {loser} are one person already: nothing is left to merge."""

    zh = "{winner} 与 {loser} 已是同一人：不需要再合并。"
    status = 409
