"""Duplicates and links over HTTP; proposals are approved and refused as all decisions are."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from shopweave.commerce import catalog, sources
from shopweave.commerce.catalog import Conflict, Link, Selection, Status
from shopweave.decisions import Decision, Kinds
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, Transaction
from shopweave.goods import mending
from shopweave.goods.bulk import Step, What, Wish, carry_out, plan, take_back
from shopweave.goods.duplicates import proposed
from shopweave.goods.mending import Gap, Lack
from shopweave.trust import audit
from shopweave.trust.permissions import NotAllowed, Permission, Principal, require

Reader = Annotated[Principal, require(Permission.CATALOG_READ)]
Writer = Annotated[Principal, require(Permission.CATALOG_WRITE)]
Id = Annotated[str, Field(min_length=1, max_length=32)]


class Two(BaseModel):
    """Two products of the record."""

    model_config = ConfigDict(extra="forbid")
    left: Id
    right: Id


class ChangeForm(BaseModel):
    """One change to the products that a search finds; as the bulk edit of the console."""

    model_config = ConfigDict(extra="forbid")
    what: What
    value: Annotated[str, Field(max_length=500)]
    name: Annotated[str, Field(max_length=60)] = ""
    charm: bool = False
    words: Annotated[str, Field(max_length=200)] = ""
    category: Annotated[str, Field(max_length=500)] | None = None
    status: Status | None = None
    preview: bool = False


def said(one: Lack) -> dict[str, Any]:
    """A product with its gaps as JSON tells it; sold in minor units."""
    product = {"id": one.product.id, "title": one.product.title}
    return {**product, "gaps": [gap.value for gap in one.gaps], "sold": one.sold}


def said_step(one: Step) -> dict[str, Any]:
    """One value before and after as JSON tells it."""
    product = {"product": one.product.id, "title": one.product.title}
    return {**product, "field": one.edit.field, "before": one.before, "after": one.edit.value}


@dataclass(frozen=True, slots=True)
class GoodsRoutes:
    """The JSON routes of goods."""

    database: Database
    clock: Clock
    kinds: Kinds

    def router(self) -> APIRouter:
        """All routes below /v1/goods."""
        router = APIRouter(prefix="/v1/goods", tags=["goods"])
        router.get("/duplicates")(self.duplicates)
        router.get("/conflicts")(self.conflicts)
        router.get("/links")(self.links)
        router.post("/links")(self.link)
        router.post("/links/{link_id}/undo")(self.unlink)
        router.get("/lacking")(self.lacking)
        router.post("/changes")(self.change)
        router.post("/changes/{change_id}/undo")(self.take_back)
        return router

    def duplicates(
        self, who: Reader, limit: Annotated[int, Query(ge=1, le=500)] = 50
    ) -> dict[str, list[Decision]]:
        """Proposals that two products are one, the likest first."""
        with self.database.read() as tx:
            return {"rows": proposed(tx, limit)}

    def conflicts(self, who: Reader) -> dict[str, list[Conflict]]:
        """Codes that several products carry and that link none of them."""
        with self.database.read() as tx:
            return {"rows": catalog.conflicts(tx)}

    def links(self, who: Reader, product: str) -> dict[str, list[Link]]:
        """The links that hold a product and its companions together."""
        with self.database.read() as tx:
            return {"rows": catalog.links(tx, product)}

    def link(self, who: Writer, two: Two) -> Link:
        """Link two products."""
        now = self.clock.now()
        with self.database.write() as tx:
            made = catalog.link(tx, two.left, two.right, who.id, now)
            self._note(tx, who, "products.linked", made)
        return made

    def unlink(self, who: Writer, link_id: str) -> Link:
        """Take a link back."""
        with self.database.write() as tx:
            undone = catalog.unlink(tx, link_id, who.id, self.clock.now())
            self._note(tx, who, "products.unlinked", undone)
        return undone

    def lacking(
        self,
        who: Reader,
        gap: Gap | None = None,
        limit: Annotated[int, Query(ge=1, le=500)] = 50,
    ) -> dict[str, Any]:
        """Products that lack something, the best sold first, and how many lack each thing."""
        with self.database.read() as tx:
            found = mending.lacking(tx, self.clock.now(), sources.home(tx).currency, gap)
        return {
            "counts": {gap.value: number for gap, number in found.counts.items()},
            "currency": found.currency,
            "total": len(found.rows),
            "rows": [said(one) for one in found.rows[:limit]],
        }

    def change(self, who: Writer, form: ChangeForm) -> dict[str, Any]:
        """Change many products; with `preview` only say what would change."""
        if form.what is What.SAFETY and not who.may(Permission.STOCK_WRITE):
            raise NotAllowed(permission=Permission.STOCK_WRITE.value)
        wish = Wish(form.what, form.value, form.charm, form.name)
        selection, made = Selection(form.words, form.category, form.status), None
        with self.database.read() if form.preview else self.database.write() as tx:
            steps = plan(tx, selection, wish)
            if not form.preview:
                now = self.clock.now()
                made = carry_out(tx, steps, who.id, now)
                detail = {"what": form.what.value, "values": len(steps)}
                audit.record(tx, who, "products.edited", f"edit:{made}", detail, at=now)
        return {"id": made, "values": len(steps), "rows": [said_step(one) for one in steps[:500]]}

    def take_back(self, who: Writer, change_id: str) -> dict[str, int]:
        """Undo a change; `kept` counts values that were set anew since."""
        now = self.clock.now()
        with self.database.write() as tx:
            kept = take_back(tx, self.kinds, change_id, who.id, now)
            audit.record(tx, who, "products.edit_undone", f"edit:{change_id}", at=now)
        return {"kept": kept}

    def _note(self, tx: Transaction, who: Principal, action: str, link: Link) -> None:
        detail = {"left": link.left, "right": link.right}
        audit.record(tx, who, action, f"link:{link.id}", detail, at=self.clock.now())
