"""No route is open because nobody thought of it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fastapi import FastAPI

from shopweave.app import Shopweave
from shopweave.settings import Settings
from shopweave.trust.permissions import inventory

OPEN_TO_ALL = {
    "/feeds/google.{form}",  # a signed, unlisted address
    "/authority.pem",
    "/livez",
    "/phone",
    "/readyz",
    "/set-up/{token}",
    "/sign-in",
    "/sign-in/{token}",
    "/static",
    "/till",  # the shell of the till holds no data; what it asks of /v1/till is guarded
    "/till/files",
    "/till/manifest.json",
    "/till/texts.json",
    "/till/visit",
    "/till/worker.js",
    "/v1/consent/texts",
    "/v1/openapi.json",
    "/v1/hooks/{source}",
    "/view",
}


@pytest.fixture
def application(tmp_path: Path) -> Iterator[FastAPI]:
    """The whole web application."""
    with closing(Shopweave(Settings(data=tmp_path))) as shop:
        yield shop.application()


def test_every_route_declares_who_may_come(application: FastAPI) -> None:
    """Each route has a permission of its own, or says that it is open."""
    forgotten = [route.path for route in inventory(application.routes) if not route.requirements]
    assert forgotten == []


def test_open_routes_are_known_by_name(application: FastAPI) -> None:
    """Nothing becomes open to everybody without being named here."""
    opened = {
        route.path
        for route in inventory(application.routes)
        if all(requirement.permission is None for requirement in route.requirements)
    }
    assert opened - OPEN_TO_ALL == set()
