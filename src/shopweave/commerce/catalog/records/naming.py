"""Every statement that leads from our ids to a source's own."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select

from shopweave.commerce.catalog.tables import products, variants
from shopweave.commerce.catalog.types import Status
from shopweave.foundation.database import Transaction


@dataclass(frozen=True, slots=True)
class Name:
    """A source's ids of a product and, if it is one, of the variant."""

    product_id: str
    product: str
    variant: str | None
    sku: str | None


def names_of(tx: Transaction, source_id: str, ids: Sequence[str] | None) -> dict[str, Name]:
    """By variant id, or by product id of products that have no variants or were asked for."""
    p, v = products.c, variants.c
    here = (p.source_id == source_id) & (p.status != Status.DELETED)
    single = select(p.id, p.external_id, p.sku).where(here)
    forms = select(v.id, v.external_id, v.sku, v.product_id, p.external_id.label("product"))
    forms = forms.join(products, p.id == v.product_id).where(here)
    if ids is None:
        single = single.where(~exists().where(v.product_id == p.id))
    else:
        single, forms = single.where(tx.one_of(p.id, ids)), forms.where(tx.one_of(v.id, ids))
    found = {row.id: Name(row.id, row.external_id, None, row.sku) for row in tx.all(single)}
    return found | {
        row.id: Name(row.product_id, row.product, row.external_id, row.sku) for row in tx.all(forms)
    }


def described(tx: Transaction, source_id: str) -> dict[str, str]:
    """External id to id of what a source described, without what is gone."""
    c = products.c
    query = select(c.external_id, c.id).where(c.source_id == source_id, c.implied.is_(False))
    return {row.external_id: row.id for row in tx.all(query.where(c.status != Status.DELETED))}
