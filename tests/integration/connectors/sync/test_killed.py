"""A first reading that is killed again and again loses nothing and doubles nothing."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from tests.contract.connectors.bench import NOW
from tests.contract.connectors.case import RestCase
from tests.contract.connectors.counterpart import Shop

from shopweave.app import Shopweave
from shopweave.commerce import catalog, orders
from shopweave.connectors.contract import Entity
from shopweave.connectors.sync import Connection
from shopweave.connectors.sync.round import SYNC
from shopweave.foundation.jobs import JobContext
from shopweave.foundation.jobs.types import Claim
from shopweave.settings import Settings
from shopweave.trust.permissions import SYSTEM

pytestmark = pytest.mark.slow
EACH, KILLS = 400, 5


def read(data: str, source: str) -> None:
    """One round of a source, as a worker does it."""
    with closing(Shopweave(Settings(data=Path(data)))) as own:
        claim = Claim("0" * 32, SYNC, {"source": source}, "worker", 1)
        sys.stdout.write("begins\n")
        sys.stdout.flush()
        own.sources.rounds.sync(JobContext(own.database, own.clock, claim))


def test_a_first_reading_survives_being_killed(tmp_path: Path, shop: Shop) -> None:
    """After kills at random moments each product and order is there once."""
    _fill(shop)
    with closing(Shopweave(Settings(data=tmp_path))) as own:
        made = own.sources.connections.connect(RestCase(shop).draft(), SYSTEM)
    chance = random.Random(7)
    for _ in range(KILLS):
        _killed_after(chance.uniform(0.02, 0.5), tmp_path, made)
    with closing(Shopweave(Settings(data=tmp_path))) as own:
        halfway = own.sources.connections.one(made.source_id)
    assert halfway.synced_at is None
    assert halfway.progress[0].seen > 0
    read(str(tmp_path), made.source_id)
    with closing(Shopweave(Settings(data=tmp_path))) as own:
        found = own.sources.connections.one(made.source_id)
        with own.database.read() as tx:
            goods = catalog.external_ids(tx, made.source_id)
            sold = [one.external_id for one in orders.search(tx, limit=1000).orders]
    created = {one.entity: one.created for one in found.progress}
    assert created[Entity.PRODUCTS] == created[Entity.ORDERS] == EACH
    assert len(goods) == EACH
    assert sorted(sold) == sorted(f"o{n}" for n in range(EACH))


def _fill(shop: Shop) -> None:
    case, shop.page_size = RestCase(shop), 10
    for number in range(EACH):
        case.put_product(f"p{number}", f"Tea {number}", 990, NOW)
        case.put_order(f"o{number}", f"p{number}", 990, NOW)


def _killed_after(seconds: float, data: Path, connection: Connection) -> None:
    words = f"from {__name__} import read; read({str(data)!r}, {connection.source_id!r})"
    command = [sys.executable, "-c", words]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begins\n"
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
