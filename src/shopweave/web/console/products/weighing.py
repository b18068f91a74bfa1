"""The weights of a product and its forms, written by hand."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from shopweave.commerce import catalog
from shopweave.commerce.catalog import Edit
from shopweave.foundation.problems import Problem
from shopweave.trust.permissions import Permission
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, opened

router = APIRouter()
Change = Annotated[Page, opened(Permission.CATALOG_WRITE)]
Written = Annotated[list[str], Form(max_length=200)]


@router.post("/products/{product_id}/weights")
def weigh(product_id: str, page: Change, owner: Written, weight: Written) -> Response:
    """Keep the weights that differ; an empty field takes one out. Each owner has a weight."""
    address = f"/products/{product_id}"
    try:
        with page.house.database.write() as tx:
            product = catalog.get(tx, product_id)
            wanted = [_edit(product_id, *pair) for pair in zip(owner, weight, strict=False)]
            new = [one for one in wanted if catalog.shown_value(product, one.field) != one.value]
            if not new:
                return page.go(address)
            made = catalog.edit(tx, new, page.principal.id, page.now)
            page.note(tx, "product.edited", f"product:{product_id}", {"fields": ["weight"]})
    except Problem as problem:
        return page.go(address, Notice(problem.sentence(page.formats.language)))
    undo = f"/goods/edits/{made}/undo"
    return page.go(address, Notice(page.say("goods.filled"), undo, {"back": address}))


def _edit(product_id: str, owner: str, text: str) -> Edit:
    return Edit(product_id, f"weight.{owner}", catalog.grams(text) if text.strip() else None)
