"""A person's way through the whole product: bought, browsed, shown, erased, not to be found."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from shopweave.app import Shopweave
from shopweave.commerce import customers, sources
from shopweave.commerce.sources import LegalBasis, SourceDraft
from shopweave.connectors.files.import_file import Request
from shopweave.foundation import jobs
from shopweave.settings import Settings
from shopweave.trust import consent, keys
from shopweave.trust.consent import Purpose, State, Statement
from shopweave.trust.keys import KeyKind, NewKey
from shopweave.trust.permissions import SYSTEM, Permission

EMAIL = "canary-8f3a1c@example.org"
NAME = "Canaryline"
PHONE = "+49 30 901820"
TRACES = [b"canary", b"Canaryline", b"30901820", b"30 901820"]
ORDERS = f"""order,time,product,description,quantity,price,customer,email
1001,2026-03-01 10:00:00,OAT,Oat milk,2,1.99,C-1,{EMAIL}
1002,2026-03-08 10:00:00,TEA,Green tea,1,4.50,C-2,bert@example.org
"""
CUSTOMERS = f"""customer,email,name,phone
C-1,{EMAIL},Anna {NAME},{PHONE}
C-2,bert@example.org,Bert Brown,+49 30 901821
"""


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shopweave]:
    """A shop into which two customers came by file."""
    files = tmp_path / "files"
    files.mkdir()
    with closing(Shopweave(Settings(data=tmp_path / "data"))) as shop:
        for kind, text in (("customers", CUSTOMERS), ("orders", ORDERS)):
            file = files / f"{kind}.csv"
            file.write_text(text)
            shop.importer.run(Request(file, kind))
        yield shop


def _anna(shop: Shopweave) -> str:
    """Her id; whoever has her e-mail elsewhere was found by a person to be her too."""
    with shop.database.write() as tx:
        anna, *others = shop.directory.find(tx, EMAIL)
        for other in others:
            customers.merge(tx, anna, other, "test", shop.clock.now())
    return anna


def _browse(shop: Shopweave) -> None:
    """Anna signs in at the shop front and looks at tea."""
    with shop.database.write() as tx:
        now = shop.clock.now()
        draft = SourceDraft("front", "web", legal_basis=LegalBasis.LEGITIMATE_INTEREST)
        source = sources.ensure(tx, draft, now)
        scopes = frozenset({Permission.EVENTS_SEND})
        wanted = NewKey(KeyKind.SECRET, "front", scopes, source=source.id)
        _, text = keys.create(tx, SYSTEM, wanted, now)
    person = {"userId": "front-1", "traits": {"email": EMAIL, "name": f"Anna {NAME}"}}
    viewed = {"userId": "front-1", "event": "Product Viewed", "properties": {"product_id": "TEA"}}
    batch = [
        {"type": "identify", "messageId": "1", **person},
        {"type": "track", "messageId": "2", **viewed},
    ]
    with TestClient(shop.application()) as client:
        answer = client.post(
            "/v1/batch", json={"batch": batch}, headers={"Authorization": f"Bearer {text}"}
        )
    assert answer.status_code == 200


def _bytes_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_no_name_lies_in_the_open(shop: Shopweave, tmp_path: Path) -> None:
    """After imports and events no file of the data folder holds e-mail, name or phone."""
    _browse(shop)
    raw = _bytes_in(tmp_path / "data")
    assert b"Green tea" in raw
    assert [trace for trace in TRACES if trace in raw] == []


def test_a_person_sees_everything(shop: Shopweave) -> None:
    """The export holds who she is, what she bought and what she looked at, and nobody else's."""
    _browse(shop)
    export = shop.trust.personal_data.export(shop.database, SYSTEM, _anna(shop), shop.clock.now())
    text = json.dumps(export.data)
    assert EMAIL in text
    assert [order["number"] for order in export.data["orders"]] == ["1001"]
    assert "product_viewed" in text or "Product Viewed" in text
    assert "bert" not in text.lower()


def test_an_erased_person_is_nobody(shop: Shopweave) -> None:
    """Nothing finds her any more; what was sold stays in the books, the others stay whole."""
    _browse(shop)
    anna = _anna(shop)
    with shop.database.write() as tx:
        erasure = shop.trust.personal_data.erase(tx, SYSTEM, anna, shop.clock.now())
    assert len(erasure.customers) == 2
    with shop.database.read() as tx:
        assert shop.directory.find(tx, EMAIL) == []
        assert shop.directory.find(tx, NAME) == []
        (bert,) = shop.directory.find(tx, "bert@example.org")
        assert shop.directory.personal(tx, bert).email == "bert@example.org"
    export = shop.trust.personal_data.export(shop.database, SYSTEM, bert, shop.clock.now())
    assert [order["number"] for order in export.data["orders"]] == ["1002"]


def test_the_recommender_hears_at_once(shop: Shopweave) -> None:
    """At its next look, four times a second, it knows of an objection, and of an erasure."""
    anna = _anna(shop)
    people, watch = shop.recommender.people, shop.recommender.watch
    watch.look()
    assert people.load(anna).personal
    refused = Statement(anna, Purpose.PERSONALISATION, State.REFUSED, shop.clock.now())
    with shop.database.write() as tx:
        consent.record(tx, refused)
    watch.look()
    assert people.known(anna) is None
    assert not people.load(anna).personal
    with shop.database.write() as tx:
        shop.trust.personal_data.erase(tx, SYSTEM, anna, shop.clock.now())
    watch.look()
    assert people.known(anna) is None


def test_no_job_speaks_of_her(shop: Shopweave) -> None:
    """Waiting and dead jobs that name her are gone, those of others stay."""
    anna = _anna(shop)
    with shop.database.write() as tx:
        for name in (anna, "f" * 32):
            jobs.enqueue(tx, "greet", {"customer": name})
        shop.trust.personal_data.erase(tx, SYSTEM, anna, shop.clock.now())
        assert [job.payload for job in jobs.newest(tx) if job.kind == "greet"] == [
            {"customer": "f" * 32}
        ]


def test_an_old_backup_does_not_bring_her_back(shop: Shopweave, tmp_path: Path) -> None:
    """The database of yesterday, put back today, loses her again before anyone is let in."""
    anna, data = _anna(shop), tmp_path / "data"
    with closing(sqlite3.connect(data / "shopweave.db")) as connection:
        connection.execute("VACUUM INTO ?", [str(tmp_path / "yesterday.db")])
    with shop.database.write() as tx:
        shop.trust.personal_data.erase(tx, SYSTEM, anna, shop.clock.now())
    restored = tmp_path / "restored"
    restored.mkdir()
    shutil.copy(tmp_path / "yesterday.db", restored / "shopweave.db")
    for kept in ("installation.key", "erased.log"):
        shutil.copy2(data / kept, restored / kept)
    with closing(Shopweave(Settings(data=restored))) as again:
        with again.database.read() as tx:
            assert again.directory.find(tx, EMAIL) == [anna]
        again.trust.personal_data.reapply(again.database, again.clock.now())
        with again.database.read() as tx:
            assert again.directory.find(tx, EMAIL) == []
