"""Look places up."""

from collections.abc import Iterator, Sequence

from shopweave.commerce.places import records
from shopweave.commerce.places.errors import UnknownPlace
from shopweave.commerce.places.types import MAIN, Place
from shopweave.foundation.database import Transaction


def get(tx: Transaction, place_id: str) -> Place:
    """The place with that id; raises `UnknownPlace`."""
    found = records.by_id(tx, place_id)
    if found is None:
        raise UnknownPlace(place=place_id)
    return found


def every(tx: Transaction) -> list[Place]:
    """All places by name, each followed by what stands in it."""
    inside: dict[str | None, list[Place]] = {}
    for place in records.every(tx):
        inside.setdefault(place.parent_id, []).append(place)
    return list(_walk(inside, None))


def sites(tx: Transaction) -> list[Place]:
    """Sites by name; the place of stock that names none counts only while it is the only one."""
    found = [place for place in records.every(tx) if place.parent_id is None]
    return [place for place in found if place.external_id != MAIN] or found


def _walk(inside: dict[str | None, list[Place]], parent: str | None) -> Iterator[Place]:
    for place in inside.get(parent, ()):
        yield place
        yield from _walk(inside, place.id)


def ids_of(tx: Transaction, external_ids: Sequence[str]) -> dict[str, str]:
    """External id to id, of those that are known."""
    return records.ids_of(tx, external_ids)
