"""A shop's front with half a year of orders behind it, on both databases."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.integration.recommend.evaluate.made_up import invoices, write

from shopweave.app import Shopweave
from shopweave.commerce import sources
from shopweave.commerce.sources import LegalBasis, SourceDraft
from shopweave.connectors.files.import_file import Request
from shopweave.foundation import preferences
from shopweave.foundation.database import Database
from shopweave.recommend import RecommendationPreferences, train
from shopweave.settings import Settings
from shopweave.trust import keys
from shopweave.trust.keys import KeyKind, NewKey
from shopweave.trust.permissions import SYSTEM, Permission

PATIENCE = 10.0


@dataclass
class Front:
    """A shop's front and its server, talking to the product over HTTP."""

    shop: Shopweave
    http: TestClient
    public: str
    secret: str

    def ask(self, key: str = "", **parameters: Any) -> list[dict[str, Any]]:
        """The items of a list."""
        answer = self.http.get(
            "/v1/recommendations",
            params={"slot": "home", "limit": 6, **parameters},
            headers={"Authorization": f"Bearer {key or self.public}"},
        )
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    def tell(self, visitor: str, event: str, **properties: Any) -> None:
        """Report an event of a visitor."""
        call = {"anonymousId": visitor, "event": event, "properties": properties}
        answer = self.http.post(
            "/v1/track", json=call, headers={"Authorization": f"Bearer {self.public}"}
        )
        assert answer.status_code == 200, answer.text


def codes(items: list[dict[str, Any]]) -> list[str]:
    """The shop's own codes of the listed products."""
    return [item["external_id"] for item in items]


def soon(happened: Callable[[], bool]) -> bool:
    """Whether it happens before patience ends."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if happened():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def front(empty_database: Database, tmp_path: Path) -> Iterator[Front]:
    """A shop with half a year of orders and a trained model."""
    address = empty_database.engine.url.render_as_string(hide_password=False)
    with closing(Shopweave(Settings(data=tmp_path / "data", database=address))) as shop:
        file = write(tmp_path / "orders.csv", invoices(40, 120))
        shop.importer.run(Request(file, "orders", source="front"))
        with shop.database.write() as tx:
            preferences.change(tx, SYSTEM.id, RecommendationPreferences(0.0), shop.clock.now())
        train(shop.database, shop.artefacts, shop.clock.now(), "test", lambda _note: None)
        public, secret = _keys(shop)
        with TestClient(shop.application()) as http:
            yield Front(shop, http, public, secret)


def _keys(shop: Shopweave) -> tuple[str, str]:
    with shop.database.write() as tx:
        now = shop.clock.now()
        draft = SourceDraft("front", "files", legal_basis=LegalBasis.LEGITIMATE_INTEREST)
        source = sources.ensure(tx, draft, now).id
        seeing = frozenset({Permission.RECOMMENDATIONS_READ, Permission.CUSTOMERS_READ})
        _, public = keys.create(tx, SYSTEM, NewKey(KeyKind.PUBLIC, "web", source=source), now)
        wanted = NewKey(KeyKind.SECRET, "server", seeing, source=source)
        _, secret = keys.create(tx, SYSTEM, wanted, now)
    return public, secret
