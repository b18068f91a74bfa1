"""Each test runs over every kind that has a case, on both databases."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from tests.contract.connectors.bench import Bench
from tests.contract.connectors.case import Case, RestCase
from tests.contract.connectors.counterpart import Shop, serve
from tests.contract.connectors.shops.medusa import MedusaCase
from tests.contract.connectors.shops.oscar import OscarCase
from tests.contract.connectors.shops.server import Misbehaving, serving
from tests.contract.connectors.shops.shopify import ShopifyCase
from tests.contract.connectors.shops.vendure import VendureCase
from tests.contract.connectors.shops.woocommerce import WooCommerceCase

from shopweave.foundation.database import Database

MakeCase = Callable[[str], Case]


@pytest.fixture
def bench(database: Database, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Sources on a fresh database; nobody sleeps between two requests."""
    monkeypatch.setattr("time.sleep", lambda _: None)
    return Bench.on(database)


OWN = {
    "oscar": OscarCase,
    "vendure": VendureCase,
    "medusa": MedusaCase,
    "woocommerce": WooCommerceCase,
    "shopify": ShopifyCase,
}


@pytest.fixture(params=["rest", *OWN])
def make_case(request: pytest.FixtureRequest) -> Iterator[MakeCase]:
    """Makes a counterpart whose prices are in a currency."""
    with ExitStack() as open_shops:

        def rest(currency: str) -> Case:
            return RestCase(open_shops.enter_context(serve(Shop())), currency)

        def own(currency: str) -> Misbehaving:
            case = OWN[request.param](currency)
            open_shops.enter_context(serving(case))
            return case

        yield rest if request.param == "rest" else own


@pytest.fixture
def case(make_case: MakeCase) -> Case:
    """A counterpart in euros."""
    return make_case("EUR")
