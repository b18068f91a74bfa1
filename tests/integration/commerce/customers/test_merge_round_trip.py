"""Whatever was joined and parted, parting all of it leaves everybody alone again."""

import random
from datetime import UTC, datetime

import pytest

from shopweave.commerce import customers
from shopweave.commerce.customers import Directory, Identity, IdentityKind, OnePerson
from shopweave.commerce.inbound import Delivery
from shopweave.foundation.database import Database

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PEOPLE = 8


@pytest.mark.parametrize("seed", range(6))
def test_families_are_what_the_merges_in_force_say(
    database: Database, directory: Directory, delivery: Delivery, seed: int
) -> None:
    """After each step the families are the connected parts of the merges not undone."""
    chance = random.Random(seed)
    marks = [[Identity(IdentityKind.CUSTOMER_ID, str(n))] for n in range(1, PEOPLE + 1)]
    with database.write() as tx:
        people = [key or "" for key in directory.resolve_many(tx, delivery, marks)]
        joined: dict[str, tuple[str, str]] = {}
        for _ in range(30):
            if joined and chance.random() < 0.4:
                gone = chance.choice(list(joined))
                customers.separate(tx, gone, "staff", NOW)
                del joined[gone]
            else:
                one, other = chance.sample(people, 2)
                try:
                    made = customers.merge(tx, one, other, "staff", NOW)
                except OnePerson:
                    assert customers.family(tx, one) == customers.family(tx, other)
                    continue
                joined[made.id] = (made.winner, made.loser)
            assert _families(tx, people) == _parts(people, list(joined.values()))
        for merge in joined:
            customers.separate(tx, merge, "staff", NOW)
        assert customers.every_canonical(tx) == {}


def _families(tx, people: list[str]) -> set[frozenset[str]]:
    return {frozenset(customers.family(tx, person)) for person in people}


def _parts(people: list[str], edges: list[tuple[str, str]]) -> set[frozenset[str]]:
    """Connected parts, computed the plain way."""
    part = {person: {person} for person in people}
    for one, other in edges:
        if part[one] is not part[other]:
            part[one] |= part[other]
            for member in part[one]:
                part[member] = part[one]
    return {frozenset(members) for members in part.values()}
