"""An importer on a fresh database, and small files to import."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shopweave.commerce.customers import Directory
from shopweave.connectors.files import Importer
from shopweave.foundation.clock import ManualClock
from shopweave.foundation.database import Database
from shopweave.trust.vault import Keyring, Vault

NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> ManualClock:
    """A clock that stands at noon."""
    return ManualClock(NOW)


@pytest.fixture
def directory(clock: ManualClock) -> Directory:
    """A directory of customers with keys of its own."""
    return Directory(Vault(Keyring.generate(), clock))


@pytest.fixture
def importer(database: Database, directory: Directory, clock: ManualClock) -> Importer:
    """What is tested."""
    return Importer(database, directory, clock)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file and returns its path."""

    def written(name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return written


@pytest.fixture
def orders_csv() -> str:
    """Forty orders of two lines each, with postage, a return and a refused line."""
    rows = ["Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country"]
    for number in range(40):
        order, code = 1000 + number, 10001 + number % 7
        moment = f"2010-01-{1 + number % 28:02d} 10:00"
        rows.append(f"{order},{code},Thing {code},2,{moment},2.50,{200 + number % 9},UK")
        rows.append(f"{order},POST,POSTAGE,1,{moment},3.00,{200 + number % 9},UK")
    rows.append("C1000,10001,Thing 10001,-1,2010-02-01 10:00,2.50,200,UK")
    rows.append("A1,B,Bad debt,1,2010-02-01 10:00,-9.00,,UK")
    return "\n".join(rows) + "\n"
