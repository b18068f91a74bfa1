"""The little shop, and its owner at the screen."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from tests.integration.web.console.little_shop import Stocked, open_shop, signed_in


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stocked]:
    """The little shop, opened once."""
    shop = open_shop(tmp_path_factory.mktemp("shop"))
    yield shop
    shop.shop.close()


@pytest.fixture
def owner(stocked: Stocked) -> TestClient:
    """A browser in which the owner is signed in."""
    return signed_in(stocked)
