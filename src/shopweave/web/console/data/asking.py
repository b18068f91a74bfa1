"""The page between a file and its import: how it is read, and what has to be asked."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from fastapi import Form
from starlette.responses import Response

from shopweave.commerce.catalog import ProductDraft
from shopweave.commerce.customers import CustomerDraft
from shopweave.commerce.orders import OrderDraft
from shopweave.commerce.stock import MovementDraft
from shopweave.connectors.files import (
    AUTO,
    Import,
    Kind,
    MissingColumns,
    Options,
    Preview,
    Request,
    UnclearKind,
    all_kinds,
    fact,
    refusal,
)
from shopweave.foundation.money import Money
from shopweave.foundation.problems import Problem
from shopweave.web.console.page import Page

_SHAPES = {
    OrderDraft: "order",
    ProductDraft: "product",
    MovementDraft: "count",
    CustomerDraft: "person",
}
_REFUSED = 5
_USUAL = ("quantity", "price", "amount", "title")


@dataclass(frozen=True, slots=True)
class Said:
    """What the form says: kind, source, and a column for each field, "" for none."""

    kind: Annotated[str, Form()] = AUTO
    source: Annotated[str, Form(max_length=120)] = ""
    days: Annotated[str, Form(pattern="^(day|month|)$")] = ""
    fields: Annotated[tuple[str, ...], Form(alias="field")] = ()
    columns: Annotated[tuple[str, ...], Form(alias="column")] = ()
    again: Annotated[str, Form()] = ""

    def request(self) -> Request:
        """As the use case takes it."""
        told = {
            name: column
            for name, column in zip(self.fields, self.columns, strict=False)
            if name in _fields(self.kind)
        }
        options = Options(told, days=self.days)
        return Request(Path(), self.kind, source=self.source.strip() or "files", options=options)


def show(page: Page, found: Import, said: Said | None = None) -> Response:
    """Show the first rows as they would come in, and what has to be asked."""
    wanted = said.request() if said else None
    seen = page.house.uploads.look(
        found.id, wanted.options if wanted else None, wanted.kind if wanted else ""
    )
    language = page.formats.language
    report = seen.report
    asks = seen.asks or "columns" in page.request.query_params or bool(said and said.again)
    return page.show(
        "data/asking.html",
        status=422 if said and seen.problem else 200,
        it=found,
        seen=seen,
        title=seen.preset.title[language] if seen.preset.needs else "",
        source=said.source if said else _source(seen),
        problem=_trouble(page, seen),
        asks=asks,
        kinds=list(all_kinds()),
        kind=_kind(seen),
        unsaid=not any(name in seen.fields for name in _kind(seen).one_of),
        **_parted(seen),
        days=wanted.options.days if wanted else "",
        samples=[(_SHAPES.get(type(draft), ""), draft, _worth(draft)) for _, draft in seen.samples],
        facts=[fact(note, language) for note in report.notes if note.key not in _OF_ALL]
        if report
        else [],
        refused=[refusal(row, language) for row in seen.refused[:_REFUSED]],
    )


def unclear(page: Page, found: Import, said: Said) -> Response | None:
    """The page once more, if a person looks again or what he said cannot be read."""
    wanted = said.request()
    try:
        seen = page.house.uploads.look(found.id, wanted.options, wanted.kind)
    except Problem:
        return show(page, found)
    return show(page, found, said) if said.again or seen.problem else None


# Figures of the whole file: after the first rows they would mislead.
_OF_ALL = frozenset(
    {"orders", "rows", "variants", "ratings", "anonymous", "returns", "fees", "repeats_keep"}
)


def _fields(kind: str) -> tuple[str, ...]:
    known = all_kinds().get(kind)
    return known.fields if known else ()


def _parted(seen: Preview) -> dict[str, list[str]]:
    """Fields that are asked at once, and those that only few files need."""
    kind = _kind(seen)
    told = {*kind.required, *kind.one_of, *_USUAL, *seen.fields, *seen.doubts}
    return {
        "first": [name for name in kind.fields if name in told],
        "more": [name for name in kind.fields if name not in told],
    }


def _trouble(page: Page, seen: Preview) -> str:
    """What is wrong in words of this page: the choices below are the remedy."""
    if isinstance(seen.problem, MissingColumns | UnclearKind):
        return page.say("data.ask_unclear")
    return seen.problem.sentence(page.formats.language) if seen.problem else ""


def _kind(seen: Preview) -> Kind:
    return all_kinds()[seen.kind]


def _source(seen: Preview) -> str:
    """Files of one platform go into one source, so that their codes mean the same."""
    return seen.preset.name.partition("-")[0] if seen.preset.columns else ""


def _worth(draft: Any) -> Money | None:
    """What an order comes to, or a product costs."""
    if isinstance(draft, OrderDraft):
        total = sum(round(line.quantity * line.unit_price) for line in draft.lines)
        return Money(total, draft.currency)
    if isinstance(draft, ProductDraft):
        prices = draft.prices or next((each.prices for each in draft.variants), ())
        return Money(prices[0].amount, prices[0].currency) if prices else None
    return None
