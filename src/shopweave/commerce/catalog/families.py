"""Which products, and which of their forms, are one; rows stay where they are."""

from collections.abc import Iterable, Mapping

from shopweave.commerce.catalog.records import links as records
from shopweave.foundation.database import Transaction


def articles(tx: Transaction, variant_ids: Iterable[str]) -> dict[str, str]:
    """Variant id (or id of a product without variants) to the article that it is.

    An article is named by the form of it that is known longest; without companions, itself.
    """
    wanted = list(variant_ids)
    known = records.articles(tx, wanted)
    return {variant: known.get(variant, variant) for variant in wanted}


def members(tx: Transaction, article_ids: Iterable[str]) -> dict[str, list[str]]:
    """Article id to all forms that are this article, at least itself."""
    wanted = list(article_ids)
    known = records.members(tx, wanted)
    return {article: known.get(article, [article]) for article in wanted}


def all_forms(tx: Transaction, variant_ids: Iterable[str]) -> dict[str, list[str]]:
    """Article id to all forms of it, of the articles that these variants are: both of the above."""
    wanted = list(variant_ids)
    known = records.all_forms(tx, wanted)
    linked = {variant for some in known.values() for variant in some}
    return known | {variant: [variant] for variant in wanted if variant not in linked}


def leaders(tx: Transaction, product_ids: Iterable[str]) -> dict[str, str]:
    """Product id to the product that stands for it; itself when nothing is linked to it."""
    wanted = list(product_ids)
    known = records.leaders(tx, wanted)
    return {product: known.get(product, product) for product in wanted}


def led_by(tx: Transaction, leader_ids: Iterable[str]) -> dict[str, list[str]]:
    """Leader to every product that it stands for, at least itself."""
    wanted = list(leader_ids)
    known = records.family(tx, wanted)
    return {leader: known.get(leader, [leader]) for leader in wanted}


def every_leader(tx: Transaction) -> Mapping[str, str]:
    """Product id to leader, of all products that have a companion, leaders among them."""
    return records.every_leader(tx)
