"""What can go wrong with a customer, in words for the person who reads it."""

from shopweave.foundation.problems import Problem


class UnknownCustomer(Problem):
    """There is no customer {customer!r}: look the person up under Customers."""

    zh = "没有顾客“{customer}”：请到“顾客”里查找。"
    status = 404


class MergeUndone(Problem):
    """The merge {merge} was undone already: nothing is left to undo."""

    zh = "合并 {merge} 已经撤销：没有可再撤销的。"
    status = 409


class OnePerson(Problem):
    """{winner} and {loser} are one person already: nothing is left to merge."""

    zh = "{winner} 与 {loser} 已是同一人：不需要再合并。"
    status = 409


class NotAnEmail(Problem):
    """The e-mail of row {row} is none: write it like name@example.com, or leave it empty."""

    zh = "第 {row} 行的邮箱格式不对：请写成 name@example.com，或留空。"
    status = 422


class NobodysNumber(Problem):
    """Row {row} has the customer number {number!r}, which stands for nobody: leave the row out."""

    zh = "第 {row} 行的顾客编号“{number}”通常表示“没有顾客”：请去掉这一行。"
    status = 422
