"""Supervisors and monitors learn what they need, strangers nothing more."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from shopweave.app import Shopweave
from shopweave.foundation.checks import DiskNearlyFull
from shopweave.settings import Settings


@pytest.fixture
def shop(tmp_path: Path, sqlite_copy: str) -> Iterator[Shopweave]:
    """A composed house."""
    shop = Shopweave(Settings(data=tmp_path, database=sqlite_copy))
    yield shop
    shop.close()


def test_lives_and_is_ready(shop: Shopweave) -> None:
    """A healthy server says so to anybody."""
    with TestClient(shop.application()) as client:
        assert client.get("/livez").text == "ok"
        ready = client.get("/readyz")
    assert ready.status_code == 200
    checks = {"database": True, "disk": True, "tables": True}
    assert ready.json() == {"ready": True, "checks": checks}


def test_is_not_ready_without_room(shop: Shopweave, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failing check makes it unready, named but without details."""

    def full() -> DiskNearlyFull:
        return DiskNearlyFull(free_mb=3, folder="/srv/secret")

    monkeypatch.setattr("shopweave.foundation.checks.disk_has_room", lambda _folder: full)
    with TestClient(shop.application()) as client:
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"] == {"database": True, "disk": False, "tables": True}
    assert "/srv" not in answer.text


def test_shows_figures_to_staff_only(shop: Shopweave) -> None:
    """Metrics need a permission."""
    with TestClient(shop.application()) as client:
        assert client.get("/metrics").status_code == 401


def test_times_requests_by_route(shop: Shopweave) -> None:
    """Times are kept by the route's pattern, never by the address asked for."""
    with TestClient(shop.application()) as client:
        client.get("/livez")
        client.get("/v1/nowhere/13812345678")
    page = shop.metrics.page().decode()
    assert 'shopweave_http_seconds_count{method="GET",route="/livez",status="200"} 1.0' in page
    assert "13812345678" not in page
    assert "shopweave_outbox_waiting 0.0" in page
