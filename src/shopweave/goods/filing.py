"""Propose where a product belongs, and what its own words tell of it, each with its reason."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from shopweave import decisions
from shopweave.algorithms import sorting
from shopweave.algorithms.sorting import Classes, Verdict
from shopweave.commerce import catalog
from shopweave.commerce.catalog import Product, Status
from shopweave.decisions import Decision, State
from shopweave.foundation.database import Database
from shopweave.goods import values
from shopweave.goods.taxonomy import FIELD, nodes

KIND = "goods.filing"
MODEL = "filing-1"
LEAST, FEWEST, AT_ONCE = 0.3, 10, 500
TOLD = "attribute."
WEIGHED = "weight_g"
# What an attribute may be called; one of them is enough.
NAMES = {
    "color": frozenset({"color", "colour", "颜色", "farbe"}),
    "material": frozenset({"material", "材质", "材料"}),
    "size": frozenset({"size", "尺码", "尺寸", "规格"}),
}


def propose(database: Database, now: datetime) -> int:
    """Propose categories and attributes that products on offer lack; returns how many are new."""
    with database.read() as tx:
        every = catalog.products(tx, [one.product_id for one in catalog.listings(tx)])
        offered = [product for product in every if product.status is Status.ACTIVE]
        wanted = [*public(offered), *own(offered), *told(offered)]
        new = values.fresh(tx, KIND, [_proposal(*one, now) for one in wanted])[:AT_ONCE]
    with database.write() as tx:
        decisions.record_all(tx, new)
    return len(new)


Wanted = tuple[Product, str, str | int, float, list[dict[str, Any]]]


def public(products: Sequence[Product]) -> Iterator[Wanted]:
    """Categories of the public taxonomy: from its own words, and from products that have one."""
    known = [one for one in products if str(one.attributes.get(FIELD)) in nodes()]
    pairs = [(words, number) for number, node in nodes().items() for words in node.texts]
    pairs += [(text(one), str(one.attributes[FIELD])) for one in known]
    texts, labels = [words for words, _ in pairs], [number for _, number in pairs]
    model = sorting.learn(texts, labels, sharpness=sorting.USUAL)
    open_ = [one for one in products if FIELD not in one.attributes]
    for product, verdict in _judged(model, open_):
        yield product, TOLD + FIELD, verdict.label, verdict.probability, _reasons(verdict)


def own(products: Sequence[Product]) -> Iterator[Wanted]:
    """The shop's own categories: as products with the same words stand in."""
    known = [one for one in products if one.categories]
    if len(known) < FEWEST:
        return
    labels = [one.categories[0] for one in known]
    open_ = [one for one in products if not one.categories]
    model = sorting.learn([text(one) for one in known], labels)
    for product, verdict in _judged(model, open_):
        yield product, "category", verdict.label, verdict.probability, _reasons(verdict)


def told(products: Sequence[Product]) -> Iterator[Wanted]:
    """Colour, material, size and weight where the product's words tell exactly one."""
    known = {
        name: sorted({held for one in products if (held := _held(one, names))})
        for name, names in NAMES.items()
    }
    for product in products:
        options = {name.casefold() for one in product.variants for name in one.options}
        for trait in sorting.traits(text(product), known):
            reason = {"code": "told", "words": trait.words}
            if trait.name == WEIGHED:
                if not catalog.every_form_weighed(product):
                    yield product, f"weight.{product.id}", int(float(trait.value)), 1.0, [reason]
                continue
            names = NAMES[trait.name]
            if not _held(product, names) and not names & options:
                yield product, TOLD + trait.name, trait.value, 1.0, [reason]


def text(product: Product) -> str:
    """A product's words in all languages, its own categories and brand among them."""
    told = [words for one in product.texts.values() for words in (one.title, one.description)]
    parts = dict.fromkeys([product.title, *told, *product.categories])
    return " ".join(filter(None, parts))


def _judged(model: Classes, products: Sequence[Product]) -> Iterator[tuple[Product, Verdict]]:
    verdicts = sorting.judge(model, [text(one) for one in products])
    for product, verdict in zip(products, verdicts, strict=True):
        if verdict.words and verdict.probability >= LEAST:
            yield product, verdict


def _reasons(verdict: Verdict) -> list[dict[str, Any]]:
    return [{"code": "words", "words": ", ".join(verdict.words)}]


def _held(product: Product, names: frozenset[str]) -> str:
    held: Mapping[str, Any] = product.attributes
    return next((str(value) for name, value in held.items() if name.casefold() in names), "")


def _proposal(
    product: Product,
    field: str,
    value: str | int,
    probability: float,
    reasons: list[dict[str, Any]],
    now: datetime,
) -> Decision:
    what = {"field": field, "value": value, "probability": round(probability, 3)}
    return Decision(
        kind=KIND,
        subject_kind="product",
        subject_id=product.id,
        at=now,
        what=what,
        reasons=reasons,
        inputs={"source": product.source_id},
        model_version=MODEL,
        state=State.PROPOSED,
    )
