"""Find what a code on a product means: an id, a number of a source, an SKU or a GTIN."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shopweave.commerce.catalog.families import leaders
from shopweave.commerce.catalog.records import reading
from shopweave.foundation.database import Transaction


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a product; `variant` is its external id, None for the product itself."""

    product_id: str
    variant_id: str
    variant: str | None


def by_codes(tx: Transaction, codes: Iterable[str]) -> dict[str, tuple[Form, ...]]:
    """The forms that each code stands for; several when sources use it for different things.

    Products that are linked count once: the one that stands for the others.
    """
    spellings = {code: _spellings(code) for code in codes}
    rows = reading.with_codes(tx, {one for some in spellings.values() for one in some})
    found: dict[str, dict[str, Form]] = {}
    for row in rows:
        form = Form(row.product_id, row.variant_id, row.variant)
        for code in (row.product_id, row.variant_id, row.external_id, row.sku, row.gtin):
            if code:
                found.setdefault(code, {})[row.variant_id] = form
    lead = leaders(tx, {row.product_id for row in rows})
    return {code: _one_each(some, found, lead) for code, some in spellings.items()}


def _one_each(
    spellings: tuple[str, ...], found: Mapping[str, Mapping[str, Form]], lead: Mapping[str, str]
) -> tuple[Form, ...]:
    forms = {form.variant_id: form for one in spellings for form in found.get(one, {}).values()}
    told = {form.product_id for form in forms.values()}
    return tuple(
        form
        for form in forms.values()
        if lead[form.product_id] == form.product_id or lead[form.product_id] not in told
    )


def _spellings(code: str) -> tuple[str, ...]:
    """The code itself; of digits also the lengths in which scanners and files write a GTIN."""
    if not code.isdecimal() or not 8 <= len(code) <= 14:
        return (code,)
    bare = code.lstrip("0")
    return tuple(dict.fromkeys([code, *(bare.zfill(n) for n in (8, 12, 13, 14))]))
