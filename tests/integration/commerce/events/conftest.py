"""The intake of events over HTTP, on a database of each kind."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from benchmarks.server_process import WriteKeys, issue
from fastapi import FastAPI
from starlette.testclient import TestClient

from shopweave.app import Shopweave
from shopweave.commerce.sources import LegalBasis, SourceDraft
from shopweave.foundation.database import Database
from shopweave.settings import Settings

OpenShop = Callable[[LegalBasis], WriteKeys]


@pytest.fixture
def app(database: Database, tmp_path: Path) -> Iterator[FastAPI]:
    """The whole product over HTTP."""
    address = database.engine.url.render_as_string(hide_password=False)
    house = Shopweave(Settings(data=tmp_path, database=address))
    yield house.application()
    house.close()


@pytest.fixture
def open_shop(database: Database) -> OpenShop:
    """Make a source that keeps visits on the given legal basis, with its keys."""

    def open_on(basis: LegalBasis) -> WriteKeys:
        return issue(database, SourceDraft("shop", "web", legal_basis=basis))

    return open_on


@pytest.fixture
def keys(open_shop: OpenShop) -> WriteKeys:
    """Keys of a shop that keeps visits unless the visitor objects."""
    return open_shop(LegalBasis.LEGITIMATE_INTEREST)


@pytest.fixture
def client(app: FastAPI, keys: WriteKeys) -> Iterator[TestClient]:
    """Somebody who sends with the shop's secret key."""
    with TestClient(app, headers={"Authorization": f"Bearer {keys.secret}"}) as client:
        yield client


@pytest.fixture
def browser(app: FastAPI) -> Iterator[TestClient]:
    """Somebody who sends without any header of ours."""
    with TestClient(app) as client:
        yield client
