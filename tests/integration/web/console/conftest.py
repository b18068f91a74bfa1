"""The little shop, and its owner at the screen."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from tests.integration.web.console.little_shop import TOKEN, Stocked, open_shop, way_in


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stocked]:
    """The little shop, opened once."""
    shop = open_shop(tmp_path_factory.mktemp("shop"))
    yield shop
    shop.shop.close()


@pytest.fixture
def owner(stocked: Stocked) -> TestClient:
    """A browser in which the owner is signed in."""
    headers = {"accept": "text/html", "origin": "http://testserver"}
    client = TestClient(stocked.app, headers=headers, follow_redirects=False)
    address = f"/sign-in/{way_in(stocked.shop)}"
    token = TOKEN.findall(client.get(address).text)[0]
    assert client.post(address, data={"form_token": token}).status_code == 303
    return client
