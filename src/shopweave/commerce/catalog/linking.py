"""Say that two products are one, and take it back: a line in a log that moves no row."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from shopweave.commerce import inbound
from shopweave.commerce.catalog import families, read
from shopweave.commerce.catalog.codes import gtin, sku
from shopweave.commerce.catalog.errors import LinkUndone, OneProduct, UnknownProduct
from shopweave.commerce.catalog.events import ProductsLinked, ProductsUnlinked
from shopweave.commerce.catalog.records import links as records
from shopweave.commerce.catalog.records import writing
from shopweave.commerce.catalog.types import Conflict, Link, LinkKind, Product, Variant
from shopweave.foundation import ids, outbox
from shopweave.foundation.database import Transaction

Forms = tuple[tuple[str, str], ...]
RULE = records.RULE


def link(
    tx: Transaction,
    left: str,
    right: str,
    by: str,
    now: datetime,
    kind: LinkKind = LinkKind.PERSON,
) -> Link:
    """Link two products with those of their forms that are alike; stock and sales follow.

    Raises `UnknownProduct`, and `OneProduct` when they are one already.
    """
    inbound.take_turn(tx)
    found = {product.id: product for product in read.products(tx, [left, right])}
    for name in (left, right):
        if name not in found:
            raise UnknownProduct(product=name)
    leads = families.leaders(tx, [left, right])
    if leads[left] == leads[right]:
        raise OneProduct(left=left, right=right)
    first, second = sorted((left, right))
    forms = alike(found[first], found[second])
    made = Link(ids.new(), first, second, kind, None, by, now, forms=forms)
    add(tx, [made], now)
    return made


def add(tx: Transaction, made: Sequence[Link], now: datetime) -> None:
    """Write links, settle what belongs together and tell of it."""
    if made:
        records.add(tx, made)
        settle(tx, (name for one in made for name in (one.left, one.right)), now)
        outbox.record(tx, ProductsLinked(*_named(made)))


def unlink(tx: Transaction, link_id: str, by: str, now: datetime) -> Link:
    """Take a link back, and all between these two; no rule makes it again.

    Raises `LinkUndone` when that was done before.
    """
    inbound.take_turn(tx)
    found = records.find(tx, link_id)
    if found is None or found.undone_at is not None:
        raise LinkUndone(link=link_id)
    pair = {found.left, found.right}
    beside = records.touching(tx, [found.left])
    take_away(tx, [one for one in beside if {one.left, one.right} == pair], by, now)
    return found


def take_away(tx: Transaction, gone: Sequence[Link], by: str, now: datetime) -> bool:
    """Undo links and tell of it; False when none of them held."""
    held = set(records.undo(tx, [one.id for one in gone], by, now))
    parted = [one for one in gone if one.id in held]
    if parted:
        settle(tx, (name for one in parted for name in (one.left, one.right)), now)
        outbox.record(tx, ProductsUnlinked(*_named(parted)))
    return bool(parted)


def relink(tx: Transaction, link_id: str, now: datetime) -> Link:
    """Let a link that was undone hold again. Raises `LinkUndone` when there is none to renew."""
    inbound.take_turn(tx)
    found = records.find(tx, link_id)
    if found is None or not records.redo(tx, link_id):
        raise LinkUndone(link=link_id)
    settle(tx, (found.left, found.right), now)
    outbox.record(tx, ProductsLinked(*_named([found])))
    return found


def links(tx: Transaction, product_id: str) -> list[Link]:
    """The links that hold a product's whole family together, newest first."""
    leader = families.leaders(tx, [product_id])[product_id]
    return records.touching(tx, families.led_by(tx, [leader])[leader])


def of(tx: Transaction, product_ids: Sequence[str]) -> list[Link]:
    """The links that hold and name one of these products."""
    return records.touching(tx, product_ids) if product_ids else []


def newest_links(tx: Transaction, limit: int = 50) -> list[Link]:
    """The links made last, that hold."""
    return records.newest(tx, limit)


def conflicts(tx: Transaction, limit: int = 100) -> list[Conflict]:
    """Codes that several products of one source carry, or that contradict each other."""
    return records.conflicts(tx, limit)


def alike(left: Product, right: Product) -> Forms:
    """Which forms of two products are one: by GTIN, by SKU, by equal options, or each the only."""
    ours, theirs = _forms(left), _forms(right)
    if len(ours) == len(theirs) == 1:
        return ((ours[0][0], theirs[0][0]),)
    pairs: dict[str, str] = {}
    for mark in range(1, 4):
        here, there = _by(ours, mark), _by(theirs, mark)
        for code in here.keys() & there.keys():
            if here[code] not in pairs and there[code] not in pairs.values():
                pairs[here[code]] = there[code]
    return tuple(sorted(pairs.items()))


def settle(tx: Transaction, product_ids: Iterable[str], now: datetime) -> None:
    """Work out anew what belongs together around some products, from the links that hold."""
    around, held = _reach(tx, set(product_ids))
    leads = _grouped((one.left, one.right) for one in held)
    owner = {form: one.left for one in held for form, _ in one.forms}
    owner |= {form: one.right for one in held for _, form in one.forms}
    forms = _grouped(pair for one in held for pair in one.forms)
    placed = {form: (owner[form], article) for form, article in forms.items()}
    records.place(tx, sorted(around), leads, placed)
    writing.touch(tx, sorted(around), writing.next_revision(tx), now)


def _reach(tx: Transaction, start: set[str]) -> tuple[set[str], list[Link]]:
    """Every product that links lead to, and these links."""
    around, edge = set(start), set(start)
    held: dict[str, Link] = {}
    while edge:
        found = records.touching(tx, sorted(edge))
        held |= {one.id: one for one in found}
        edge = {name for one in found for name in (one.left, one.right)} - around
        around |= edge
    return around, list(held.values())


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each name of a pair to the smallest that it hangs together with: the one known longest."""
    above: dict[str, str] = {}

    def root(name: str) -> str:
        while above.setdefault(name, name) != name:
            name = above[name]
        return name

    for left, right in pairs:
        first, second = sorted((root(left), root(right)))
        above[second] = first
    return {name: root(name) for name in list(above)}


def _forms(product: Product) -> list[tuple[str, str | None, str | None, str | None]]:
    """(id, GTIN, SKU, options) of each form of a product."""
    if not product.variants:
        return [(product.id, gtin(product.gtin), sku(product.sku), None)]
    return [(v.id, gtin(v.gtin), sku(v.sku), _options(v)) for v in product.variants]


def _options(variant: Variant) -> str | None:
    words = sorted(value.strip().casefold() for value in variant.options.values())
    return " / ".join(words) or None


def _by(
    forms: Sequence[tuple[str, str | None, str | None, str | None]], mark: int
) -> dict[str, str]:
    """Code (the field at `mark`) to form, of codes that one form alone carries."""
    codes = [form[mark] for form in forms]
    return {
        code: form[0]
        for form in forms
        if (code := form[mark]) is not None and codes.count(code) == 1
    }


def _named(some: Iterable[Link]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    every = list(some)
    products = dict.fromkeys(name for one in every for name in (one.left, one.right))
    forms = dict.fromkeys(name for one in every for pair in one.forms for name in pair)
    return tuple(products), tuple(forms)
