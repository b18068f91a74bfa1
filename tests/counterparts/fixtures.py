"""Shop systems for tests: one of each kind for a whole session."""

from collections.abc import Iterator

import pytest
from tests.conftest import missing
from tests.counterparts import install
from tests.counterparts.medusa import shop as medusa_shop
from tests.counterparts.oscar import shop as oscar_shop
from tests.counterparts.vendure import shop as vendure_shop

REMEDY = "install it with `make counterparts`"


@pytest.fixture(scope="session")
def oscar(tmp_path_factory: pytest.TempPathFactory) -> Iterator[oscar_shop.Shop]:
    """A django-oscar shop with a sample."""
    if not install.installed("oscar"):
        missing("django-oscar", REMEDY)
    with oscar_shop.shop(tmp_path_factory.mktemp("oscar") / "shop.log") as shop:
        yield shop


@pytest.fixture(scope="session")
def vendure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[vendure_shop.Shop]:
    """A Vendure shop with a sample."""
    if not install.installed("vendure"):
        missing("Vendure", REMEDY)
    with vendure_shop.shop(tmp_path_factory.mktemp("vendure") / "shop.log") as shop:
        yield shop


@pytest.fixture(scope="session")
def medusa(tmp_path_factory: pytest.TempPathFactory) -> Iterator[medusa_shop.Shop]:
    """A Medusa shop with a sample."""
    if not install.installed("medusa"):
        missing("Medusa", REMEDY)
    with medusa_shop.shop(tmp_path_factory.mktemp("medusa") / "shop.log") as shop:
        yield shop
