"""What can be wrong with a question, in words for the developer who asks it."""

from shopweave.foundation.problems import Problem


class BadQuestion(Problem):
    """The parameter {name} is "{value}": {remedy}."""

    zh = "参数 {name} 的值是“{value}”：{remedy}。"
    status = 400


class NoSuchCustomer(Problem):
    """No customer is known as {customer}: import customers or orders first."""

    zh = "没有顾客叫 {customer}：请先导入顾客或订单。"
    status = 404
