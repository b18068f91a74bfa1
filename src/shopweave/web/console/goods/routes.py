"""The pages of goods."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from shopweave import decisions, goods
from shopweave.commerce import catalog, sources
from shopweave.foundation import jobs
from shopweave.trust.permissions import Permission
from shopweave.web.console.goods import answers
from shopweave.web.console.goods.signs import Side, side, spoken
from shopweave.web.console.names import called
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, opened

router = APIRouter()
Visit = Annotated[Page, opened(Permission.CATALOG_READ)]
Change = Annotated[Page, opened(Permission.CATALOG_WRITE)]
HOME = "/goods"
SHOWN, LINKED = 20, 20


@router.get(HOME)
def index(page: Visit) -> Response:
    """Show pairs that may be one, codes that contradict each other, and what is linked."""
    with page.house.database.read() as tx:
        waiting = goods.proposed(tx, SHOWN)
        links, conflicts = catalog.newest_links(tx, LINKED), catalog.conflicts(tx, LINKED)
        named = [name for one in waiting for name in one.items]
        named += [name for one in links for name in (one.left, one.right)]
        named += [name for one in conflicts for name in one.product_ids]
        wanted = list(dict.fromkeys(named))
        cards = catalog.cards(tx, wanted, page.formats.language)
        origins = {one.id: called(one, page.say) for one in sources.every(tx)}
        products = {one.id: one for one in catalog.products(tx, wanted)}
    sides: dict[str, Side] = {
        name: side(cards[name], products[name], origins) for name in cards if name in products
    }
    return page.show(
        "goods/duplicates.html",
        pairs=[one for one in waiting if all(name in sides for name in one.items)],
        signs={one.id: spoken(page, one, sides) for one in waiting},
        links=[one for one in links if one.left in sides and one.right in sides],
        conflicts=conflicts,
        sides=sides,
        may_change=page.principal.may(Permission.CATALOG_WRITE),
        several=len(origins) > 1,
    )


@router.post(HOME + "/compare")
def compare(page: Change) -> Response:
    """Compare all catalogues in the background."""
    with page.house.database.write() as tx:
        catalog.ask_to_link(tx)
        jobs.enqueue(tx, goods.COMPARE, unique_key=goods.COMPARE)
        page.note(tx, "goods.compared", "goods")
    return page.go(HOME, Notice(page.say("goods.comparing")))


@router.post(HOME + "/duplicates/{decision}/same")
def same(decision: str, page: Change) -> Response:
    """Say that the two are one."""
    with page.house.database.write() as tx:
        decisions.approve(tx, page.house.kinds, decision, page.principal.id, page.now)
        page.note(tx, "goods.same", f"decision:{decision}")
    return page.go(HOME, Notice(page.say("goods.now_one"), f"{HOME}/duplicates/{decision}/undo"))


@router.post(HOME + "/duplicates/{decision}/undo")
def undo(decision: str, page: Change) -> Response:
    """Take the two apart again, and ask anew."""
    return answers.taken_back(page, decision, HOME, "goods.apart", "goods.now_apart")


@router.post(HOME + "/duplicates/{decision}/different")
def different(decision: str, page: Change) -> Response:
    """Say that the two are not one: nobody asks again."""
    undo = f"{HOME}/duplicates/{decision}/again"
    return answers.refused(page, decision, HOME, undo, "goods.different", "goods.now_different")


@router.post(HOME + "/duplicates/{decision}/again")
def again(decision: str, page: Change) -> Response:
    """Ask once more about two that were called different."""
    return answers.asked_again(page, decision, HOME)


@router.post(HOME + "/links")
def link(page: Change, left: Annotated[str, Form()], right: Annotated[str, Form()]) -> Response:
    """Link two products by hand."""
    with page.house.database.write() as tx:
        made = catalog.link(tx, left, right, page.principal.id, page.now)
        page.note(tx, "products.linked", f"link:{made.id}", {"left": left, "right": right})
    return page.go(HOME, Notice(page.say("goods.now_one"), f"{HOME}/links/{made.id}/undo"))


@router.post(HOME + "/links/{link_id}/undo")
def unlink(link_id: str, page: Change) -> Response:
    """Take a link back."""
    with page.house.database.write() as tx:
        catalog.unlink(tx, link_id, page.principal.id, page.now)
        page.note(tx, "products.unlinked", f"link:{link_id}")
    return page.go(HOME, Notice(page.say("goods.now_apart"), f"{HOME}/links/{link_id}/again"))


@router.post(HOME + "/links/{link_id}/again")
def relink(link_id: str, page: Change) -> Response:
    """Let a link hold again that was taken back."""
    with page.house.database.write() as tx:
        catalog.relink(tx, link_id, page.now)
        page.note(tx, "products.linked", f"link:{link_id}")
    return page.go(HOME, Notice(page.say("goods.now_one"), f"{HOME}/links/{link_id}/undo"))
