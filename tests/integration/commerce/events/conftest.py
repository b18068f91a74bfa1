"""The intake of events over HTTP, on a database of each kind."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from benchmarks.event_server import Served, assemble
from starlette.testclient import TestClient

from shopweave.commerce.sources import LegalBasis, SourceDraft
from shopweave.foundation.database import Database

Open = Callable[[LegalBasis], Served]


@pytest.fixture
def open_shop(empty_database: Database, tmp_path: Path) -> Iterator[Open]:
    """Open the intake of a shop that keeps visits on the given legal basis."""
    opened: list[Served] = []

    def open_on(basis: LegalBasis) -> Served:
        served = assemble(empty_database, tmp_path, SourceDraft("shop", "web", legal_basis=basis))
        opened.append(served)
        return served

    yield open_on
    for served in opened:
        served.close()


@pytest.fixture
def shop(open_shop: Open) -> Served:
    """A shop that keeps visits unless the visitor objects."""
    return open_shop(LegalBasis.LEGITIMATE_INTEREST)


@pytest.fixture
def client(shop: Served) -> Iterator[TestClient]:
    """Somebody who sends with the shop's secret key."""
    with TestClient(shop.app, headers={"Authorization": f"Bearer {shop.secret}"}) as client:
        yield client
