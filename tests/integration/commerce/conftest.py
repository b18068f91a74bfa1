"""What tests of the record start from: a shop, and a directory with a key of its own."""

from datetime import UTC, datetime

import pytest

from shopweave.commerce import sources
from shopweave.commerce.customers import Directory
from shopweave.commerce.inbound import Delivery
from shopweave.foundation.clock import ManualClock
from shopweave.foundation.database import Database
from shopweave.trust.vault import Keyring, Vault

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def directory() -> Directory:
    """A directory with a key of its own."""
    return Directory(Vault(Keyring.generate(), ManualClock(NOW)))


@pytest.fixture
def delivery(database: Database) -> Delivery:
    """Rows of one shop, arriving now."""
    with database.write() as tx:
        return Delivery(sources.ensure(tx, sources.SourceDraft("Shop", "api"), NOW).id, NOW)
