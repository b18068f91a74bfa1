"""The pages of what is to mend: gaps filled in place, and one change to many products."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Form
from pydantic import BaseModel, Field
from starlette.responses import Response

from shopweave import goods
from shopweave.commerce import catalog
from shopweave.commerce.catalog import Edit, Product, Selection, Status
from shopweave.foundation.database import Transaction
from shopweave.foundation.money import Money, parse_minor
from shopweave.foundation.problems import Problem
from shopweave.goods import Gap, Step, What, Wish
from shopweave.trust.permissions import NotAllowed, Permission
from shopweave.web.console.figures import latest
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, opened

router = APIRouter()
Visit = Annotated[Page, opened(Permission.CATALOG_READ)]
Change = Annotated[Page, opened(Permission.CATALOG_WRITE)]
MEND, EDIT = "/goods/mend", "/goods/edit"
SHOWN, LATEST, PATHS = 40, 5, 500
Short = Annotated[str, Form(max_length=500)]


class Fills(BaseModel):
    """What was written into a product's gaps."""

    gap: str = ""
    text: str = Field("", max_length=5000)
    image: str = Field("", max_length=500)
    price: str = Field("", max_length=40)
    category: str = Field("", max_length=500)
    gtin: str = Field("", max_length=40)
    weight: str = Field("", max_length=40)

    def filled(self) -> dict[str, str]:
        """The fields that are not empty, but for the gap that the list shows."""
        held = self.model_dump(exclude={"gap"})
        return {name: value.strip() for name, value in held.items() if value.strip()}


@router.get(MEND)
def mend(page: Visit, gap: str = "") -> Response:
    """List what is missing, the best sold first."""
    chosen = Gap(gap) if gap in set(Gap) else None
    with page.house.database.read() as tx:
        until = latest(tx, page.now)
        return page.show(
            "goods/mend.html",
            found=goods.lacking(tx, until, page.around.currency, chosen),
            gap=chosen.value if chosen else "",
            edits=catalog.edits(tx, LATEST),
            paths=_paths(tx),
            shown=SHOWN,
            may_change=page.principal.may(Permission.CATALOG_WRITE),
        )


@router.post(MEND + "/{product_id}")
def fill(product_id: str, page: Change, told: Annotated[Fills, Form()]) -> Response:
    """Fill gaps of one product; empty fields are left alone."""
    filled = told.filled()
    gap = told.gap
    back = f"{MEND}?gap={gap}" if gap in set(Gap) else MEND
    if not filled:
        return page.go(back)
    try:
        with page.house.database.write() as tx:
            product = catalog.get(tx, product_id)
            wanted = [_fill(page, product, name, value) for name, value in filled.items()]
            made = catalog.edit(tx, wanted, page.principal.id, page.now)
            page.note(tx, "product.edited", f"product:{product_id}", {"fields": sorted(filled)})
    except Problem as problem:
        return page.go(back, Notice(problem.sentence(page.formats.language)))
    return page.go(back, Notice(page.say("goods.filled"), f"/goods/edits/{made}/undo"))


@router.get(EDIT)
def preview(page: Visit) -> Response:
    """Show what one change would do to many products."""
    asked = _asked(page.request.query_params)
    problem, steps = "", None
    with page.house.database.read() as tx:
        if "what" in page.request.query_params:
            try:
                steps = goods.plan(tx, *_wanted(asked))
            except Problem as wrong:
                problem = wrong.sentence(page.formats.language)
        return page.show(
            "goods/edit.html",
            asked=asked,
            problem=problem,
            steps=steps,
            touched=len({step.product.id for step in steps or ()}),
            told=lambda step, value: _told(page, step, value),
            form=_form,
            kinds=list(What),
            edits=catalog.edits(tx, LATEST),
            choices=[(path, path) for path in _paths(tx)],
            shown=SHOWN,
            may_change=page.principal.may(Permission.CATALOG_WRITE),
        )


@router.post(EDIT)
def apply(
    page: Change,
    what: Annotated[What, Form()],
    value: Short = "",
    q: Short = "",
    category: Short = "",
    name: Short = "",
    charm: Annotated[str, Form()] = "",
) -> Response:
    """Make the change, as one step that can be undone."""
    told = {"q": q, "category": category, "what": what, "value": value, "name": name}
    asked = _asked({**told, "charm": charm})
    if what is What.SAFETY and not page.principal.may(Permission.STOCK_WRITE):
        raise NotAllowed(permission=Permission.STOCK_WRITE.value)
    with page.house.database.write() as tx:
        steps = goods.plan(tx, *_wanted(asked))
        made = goods.carry_out(tx, steps, page.principal.id, page.now)
        page.note(tx, "products.edited", f"edit:{made}", {**asked, "values": len(steps)})
    done = page.say("goods.edit_done", count=len({step.product.id for step in steps}))
    return page.go(EDIT, Notice(done, f"/goods/edits/{made}/undo"))


@router.post("/goods/edits/{edit_id}/undo")
def undo(edit_id: str, page: Change, back: Short = MEND) -> Response:
    """Take an edit back."""
    with page.house.database.write() as tx:
        kept = goods.take_back(tx, page.house.kinds, edit_id, page.principal.id, page.now)
        page.note(tx, "products.edit_undone", f"edit:{edit_id}")
    text = page.say("goods.edit_undone_kept", count=kept) if kept else page.say("goods.edit_undone")
    return page.go(back if back.startswith("/products/") else MEND, Notice(text))


def _asked(query: Mapping[str, str]) -> dict[str, str]:
    names = ("q", "category", "what", "value", "name", "charm")
    return {name: str(query.get(name, ""))[:500] for name in names}


def _wanted(asked: Mapping[str, str]) -> tuple[Selection, Wish]:
    what = What(asked["what"]) if asked["what"] in set(What) else What.PRICE
    wish = Wish(what, asked["value"], bool(asked["charm"]), asked["name"])
    return Selection(asked["q"], asked["category"] or None), wish


def _fill(page: Page, product: Product, name: str, value: str) -> Edit:
    """What a filled field means for the product."""
    if name == "price":
        currency = page.around.currency
        field = f"price.{product.id}.{currency}"
        return Edit(product.id, field, parse_minor(value, currency))
    if name == "text":
        language = page.formats.language
        held = product.texts.get(language)
        title = held.title if held else product.title
        return Edit(product.id, f"text.{language}", {"title": title, "description": value})
    if name == "weight":
        return Edit(product.id, f"weight.{product.id}", catalog.grams(value))
    return Edit(product.id, name, value)


def _form(step: Step) -> str:
    """Which of several forms has the price or weight."""
    kind, _, rest = step.edit.field.partition(".")
    owner = rest.partition(".")[0] if kind in {"price", "weight"} else ""
    forms = step.product.variants if len(step.product.variants) > 1 else ()
    return next((" · ".join(v.options.values()) or v.sku or "" for v in forms if v.id == owner), "")


def _told(page: Page, step: Step, value: Any) -> str:
    """A value as people read it."""
    if value is None:
        return "—"
    if step.edit.field.startswith("price."):
        return page.formats.money(Money(value, step.edit.field.rpartition(".")[2]))
    if step.edit.field.startswith("weight."):
        return page.formats.weight(value)
    if step.edit.field.startswith("safety."):
        return page.formats.number(value)
    if step.edit.field == "status" and value in set(Status):
        return page.say(f"products.status.{value}")
    return str(value)


def _paths(tx: Transaction) -> list[str]:
    return [category.path for category in catalog.every_category(tx)[:PATHS]]
