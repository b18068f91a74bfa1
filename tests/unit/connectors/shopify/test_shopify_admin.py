"""Shopify grants points for queries, and we keep to them."""

from collections.abc import Callable
from typing import Any

import httpx
import orjson
import pytest

from shopweave.connectors.contract import Access, Http, NotPermitted, TooOften
from shopweave.connectors.contract.refusals import NotTaken
from shopweave.connectors.shopify.admin import Admin
from shopweave.foundation.clock import SystemClock

Answers = list[dict[str, Any]]


def _cost(left: int) -> dict[str, Any]:
    status = {"maximumAvailable": 1000, "currentlyAvailable": left, "restoreRate": 50}
    return {"cost": {"requestedQueryCost": 300, "throttleStatus": status}}


THROTTLED = {
    "errors": [{"message": "Throttled", "extensions": {"code": "THROTTLED"}}],
    "extensions": _cost(50),
}


@pytest.fixture
def slept() -> list[float]:
    """Seconds that were waited."""
    return []


@pytest.fixture
def admin(slept: list[float]) -> Callable[[Answers], Admin]:
    """A shop that gives these answers, one after the other."""

    def made(answers: Answers) -> Admin:
        left = iter(answers)
        transport = httpx.MockTransport(
            lambda _: httpx.Response(200, content=orjson.dumps(next(left)))
        )
        http = Http("https://s.example", SystemClock(), transport=transport)
        secrets = {"access_token": "shpat_1"}
        access = Access(http.base, secrets, {}, "EUR", "UTC", http, SystemClock())
        return Admin(access, "2026-04", sleep=slept.append)

    return made


def test_a_throttled_query_is_asked_again(admin: Callable[[Answers], Admin], slept) -> None:
    """It waits until the missing points are back: 250 at 50 a second."""
    good = {"data": {"ok": 1}, "extensions": _cost(900)}
    assert admin([THROTTLED, good]).ask("{ ok }") == {"ok": 1}
    assert slept == [5.0]


def test_points_are_let_grow_before_the_next_query(
    admin: Callable[[Answers], Admin], slept: list[float]
) -> None:
    """An answer that left less than such a query costs is followed by a rest."""
    admin([{"data": {"ok": 1}, "extensions": _cost(200)}]).ask("{ ok }")
    assert slept == [2.0]


def test_a_shop_that_keeps_throttling_is_left_alone(admin: Callable[[Answers], Admin]) -> None:
    """After three times it is a trouble that ends by itself."""
    with pytest.raises(TooOften):
        admin([THROTTLED] * 3).ask("{ ok }")


def test_a_lacking_right_is_named(admin: Callable[[Answers], Admin]) -> None:
    """What the token may not see is in the sentence."""
    error = {"message": "no", "extensions": {"code": "ACCESS_DENIED"}, "path": ["orders"]}
    with pytest.raises(NotPermitted, match="orders"):
        admin([{"errors": [error], "data": None}]).ask("{ orders }")


def test_the_shops_no_to_a_change_is_told(admin: Callable[[Answers], Admin]) -> None:
    """Its own words are the reason."""
    no = {"data": {"f": {"userErrors": [{"message": "Quantity is too high."}]}}}
    with pytest.raises(NotTaken, match="Quantity is too high"):
        admin([no]).change("mutation { f }", "f")
