"""What can go wrong with a product, in words for the person who reads it."""

from shopweave.foundation.problems import Problem


class UnknownProduct(Problem):
    """There is no product {product!r}: look it up under Products."""

    zh = "没有商品“{product}”：请到“商品”里查找。"
    status = 404


class NotAField(Problem):
    """{field!r} with {value!r} cannot be set on a product: correct the value and try again."""

    zh = "商品的“{field}”不能设为“{value}”：请改正后再试。"
    status = 422


class NotAWeight(Problem):
    """{text!r} is no weight: write a number above zero with g, kg, lb or oz, up to 1,000 kg."""

    zh = "“{text}”不是重量：请写大于零的数字，加上克、千克、斤、两、磅或盎司，最多 1000 千克。"
    status = 422


class EditUndone(Problem):
    """The edit {edit} was undone already: nothing is left to undo."""

    zh = "修改 {edit} 已经撤销：没有可再撤销的。"
    status = 409


class OneProduct(Problem):
    """{left} and {right} are one product already: nothing is left to link."""

    zh = "{left} 与 {right} 已是同一商品：不需要再关联。"
    status = 409


class LinkUndone(Problem):
    """The link {link} was undone already: nothing is left to undo."""

    zh = "关联 {link} 已经撤销：没有可再撤销的。"
    status = 409
