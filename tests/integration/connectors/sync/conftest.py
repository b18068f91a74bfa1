"""Connected shops on a fresh database of each kind."""

from collections.abc import Iterator

import pytest
from tests.contract.connectors.bench import Bench
from tests.contract.connectors.counterpart import Shop, serve

from shopweave.foundation.database import Database


@pytest.fixture
def bench(database: Database) -> Bench:
    """Sources on a fresh database."""
    return Bench.on(database)


@pytest.fixture
def shop() -> Iterator[Shop]:
    """A shop on loopback."""
    with serve(Shop()) as running:
        yield running
