"""Link what carries an equal GTIN or SKU in different sources, and part what no longer does."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from shopweave.commerce import inbound
from shopweave.commerce.catalog import codes, linking
from shopweave.commerce.catalog.agreement import Agreement, Form, agreements
from shopweave.commerce.catalog.records import links as records
from shopweave.commerce.catalog.settings import LinkPreferences
from shopweave.commerce.catalog.types import Link, LinkKind
from shopweave.foundation import ids, preferences
from shopweave.foundation.database import Database, Transaction

_AT_ONCE = 100
Key = tuple[str, str, LinkKind]


def link_by_rule(database: Database, now: datetime) -> tuple[int, int]:
    """Compare all codes; returns how many links were made and how many taken back."""
    with database.read() as tx:
        wanted, unclear = agreements(_coded(tx), _kinds(preferences.get(tx, LinkPreferences)))
        due = _links(wanted, records.parted(tx), now)
        held = records.by_rule(tx)
    kept = {_what(one) for one in held} & {_what(one) for one in due}
    gone = [one for one in held if _what(one) not in kept]
    fresh = [one for one in due if _what(one) not in kept]
    for some in _pieces(gone):
        with database.write() as tx:
            inbound.take_turn(tx)
            linking.take_away(tx, some, records.RULE, now)
    for some in _pieces(fresh):
        with database.write() as tx:
            inbound.take_turn(tx)
            linking.add(tx, some, now)
    with database.write() as tx:
        records.set_conflicts(tx, unclear)
    return len(fresh), len(gone)


def _coded(tx: Transaction) -> list[Form]:
    return [
        Form(row.id, row.product_id, row.source_id, codes.gtin(row.gtin), codes.sku(row.sku))
        for row in records.coded(tx)
    ]


def _kinds(wanted: LinkPreferences) -> list[LinkKind]:
    chosen = ((LinkKind.GTIN, wanted.by_gtin), (LinkKind.SKU, wanted.by_sku))
    return [kind for kind, yes in chosen if yes]


def _links(agreed: Sequence[Agreement], parted: set[frozenset[str]], now: datetime) -> list[Link]:
    """One link for each pair of products and kind of code, unless a person took the pair apart."""
    groups: dict[Key, list[Agreement]] = defaultdict(list)
    for one in agreed:
        first, second = sorted((one.left, one.right), key=lambda form: form.product_id)
        turned = Agreement(first, second, one.kind, one.code)
        if frozenset((first.product_id, second.product_id)) not in parted:
            groups[first.product_id, second.product_id, one.kind].append(turned)
    return [_link(key, some, now) for key, some in groups.items()]


def _link(key: Key, agreed: Sequence[Agreement], now: datetime) -> Link:
    left, right, kind = key
    forms = tuple(sorted((one.left.id, one.right.id) for one in agreed))
    return Link(ids.new(), left, right, kind, agreed[0].code, records.RULE, now, forms=forms)


def _what(one: Link) -> tuple[str, str, LinkKind, str | None, linking.Forms]:
    return one.left, one.right, one.kind, one.code, one.forms


def _pieces(some: Sequence[Link]) -> Iterator[Sequence[Link]]:
    return (some[start : start + _AT_ONCE] for start in range(0, len(some), _AT_ONCE))
