"""What can go wrong with a product, in words for the person who reads it."""

from shopweave.foundation.problems import Problem


class UnknownProduct(Problem):
    """There is no product {product!r}: look it up under Products."""

    zh = "没有商品 {product!r}：请到“商品”里查找。"
    status = 404
