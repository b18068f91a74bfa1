"""Webhooks: only genuine ones, each once, on disk before the answer."""

from datetime import datetime, timedelta

import orjson
import pytest
from sqlalchemy import text
from tests.contract.connectors.bench import NOW, Bench

from shopweave.connectors.contract import Forged, TooLate
from shopweave.connectors.sync import Connection, ConnectionDraft, Standing
from shopweave.connectors.sync.errors import NoSuchDelivery, NoSuchHook
from shopweave.connectors.sync.setup import TIDY
from shopweave.connectors.webhook import DELIVERY, SIGNATURE, rows, sign
from shopweave.foundation import jobs
from shopweave.foundation.database import micros
from shopweave.trust.permissions import SYSTEM

SECRET = "a secret of the shop"
_BODIES = "SELECT body FROM connection_hooks WHERE body IS NOT NULL"
BODY = orjson.dumps({"products": [{"id": "p1", "title": "Green tea", "price": "9.90"}]})


@pytest.fixture
def source(bench: Bench) -> Connection:
    """A source that sends webhooks."""
    draft = ConnectionDraft("webhook", "", "ERP", {"secret": SECRET}, {}, currency="EUR")
    return bench.connect(draft)


def _send(
    bench: Bench,
    source: Connection,
    body: bytes,
    at: datetime = NOW,
    secret: str = SECRET,
    number: str = "d1",
) -> bool:
    headers = {SIGNATURE: sign(secret, body, at), DELIVERY: number}
    return bench.sources.hooks.take(source.source_id, headers, body)


def test_rows_of_a_webhook_come_in(bench: Bench, source: Connection) -> None:
    """A signed delivery is stored, worked off, and its body is let go."""
    assert _send(bench, source, BODY)
    bench.work(source)
    assert bench.product(source, "p1").prices[0].amount == 990
    with bench.database.read() as tx:
        assert tx.scalar(text("SELECT count(*) FROM connection_hooks WHERE body IS NOT NULL")) == 0


def test_a_repeated_delivery_changes_nothing(bench: Bench, source: Connection) -> None:
    """The same delivery twice is taken once."""
    taken = [_send(bench, source, BODY), _send(bench, source, BODY)]
    mark = bench.work(source).progress[0]
    assert (taken, mark.seen) == ([True, False], 1)


def test_a_recording_under_another_number_changes_nothing(bench: Bench, source: Connection) -> None:
    """Who heard a delivery and sends it again under a number of his own is not listened to."""
    assert _send(bench, source, BODY)
    assert not _send(bench, source, BODY, number="d2")
    assert _send(bench, source, BODY, at=NOW + timedelta(seconds=1), number="d2")


def test_a_delivery_that_is_signed_anew_comes_once(bench: Bench, source: Connection) -> None:
    """A sender that got no answer signs the same delivery again: its number tells."""
    assert _send(bench, source, BODY)
    assert not _send(bench, source, BODY, at=NOW + timedelta(seconds=1))


def test_the_same_content_later_is_news(bench: Bench, source: Connection) -> None:
    """Twelve, then ten, then twelve again: without numbers, each delivery tells something."""
    later = NOW + timedelta(seconds=1)
    taken = [_send(bench, source, BODY, at=at, number="") for at in (NOW, later, later)]
    assert taken == [True, True, False]


@pytest.mark.parametrize("body", [BODY.replace(b"9.90", b"0.01"), b"", b"{}x"])
def test_a_forged_delivery_is_refused(bench: Bench, source: Connection, body: bytes) -> None:
    """A body that was changed after it was signed is not taken."""
    headers = {SIGNATURE: sign(SECRET, BODY, NOW)}
    with pytest.raises(Forged):
        bench.sources.hooks.take(source.source_id, headers, body)


@pytest.mark.parametrize("signature", ["", "t=1,v1=", "t=x,v1=00", "v1=00", "t=1,v1=é"])
def test_a_strange_signature_is_refused(bench: Bench, source: Connection, signature: str) -> None:
    """Whatever stands in the header, it is no signature."""
    with pytest.raises(Forged):
        bench.sources.hooks.take(source.source_id, {SIGNATURE: signature}, BODY)


def test_another_secret_is_refused(bench: Bench, source: Connection) -> None:
    """Who does not know the secret cannot send."""
    with pytest.raises(Forged):
        _send(bench, source, BODY, secret="guessed")


def test_a_delivery_that_is_a_week_late_is_refused(bench: Bench, source: Connection) -> None:
    """An old delivery, genuine or recorded by somebody, is not taken any more."""
    with pytest.raises(TooLate):
        _send(bench, source, BODY, at=NOW - timedelta(days=7))


def test_a_delivery_from_the_future_is_refused(bench: Bench, source: Connection) -> None:
    """A stamp that lies ahead does not keep a recording fresh for ever."""
    with pytest.raises(Forged):
        _send(bench, source, BODY, at=NOW + timedelta(hours=1))


def test_nobody_sends_to_a_source_that_is_not_there(bench: Bench) -> None:
    """An unknown address says so."""
    with pytest.raises(NoSuchHook):
        bench.sources.hooks.take("0" * 32, {}, BODY)


def test_a_wrong_row_is_named_and_the_others_come_in(bench: Bench, source: Connection) -> None:
    """One row without a title is refused; the source says so, and the good one is there."""
    rows = [{"id": "p1", "title": "Green tea"}, {"id": "p2"}]
    _send(bench, source, orjson.dumps({"products": rows}))
    after = bench.work(source)
    refused = bench.sources.connections.refusals(source.source_id)
    assert after.standing is Standing.ATTENTION
    assert [row.external_id for row in refused] == ["p2"]
    assert bench.product(source, "p1").title == "Green tea"


def test_what_cannot_be_read_is_kept_and_tried_again(
    bench: Bench, source: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list of a later version stands at the source as it came; after an update it comes in."""
    body = orjson.dumps({"products": [{"id": "p1", "title": "Tea"}], "carts": []})
    _send(bench, source, body)
    assert bench.work(source).standing is Standing.ATTENTION
    (refused,) = bench.sources.connections.refusals(source.source_id)
    hooks = bench.sources.hooks
    assert hooks.body(source.source_id, refused.external_id) == body
    monkeypatch.setattr(rows, "_KNOWN", {*rows._KNOWN, "carts"})
    hooks.try_again(source.source_id, refused.external_id, SYSTEM)
    assert bench.work(source).standing is Standing.OK
    assert bench.product(source, "p1").title == "Tea"
    assert bench.sources.connections.refusals(source.source_id) == []
    with pytest.raises(NoSuchDelivery):
        hooks.body(source.source_id, refused.external_id)


def test_two_that_cannot_be_read_are_both_kept(bench: Bench, source: Connection) -> None:
    """Each stands there by itself, also after it was tried again in vain, and not for ever."""
    _send(bench, source, b"[]", number="")
    _send(bench, source, b"{", number="")
    bench.work(source)
    kept = bench.sources.connections.refusals(source.source_id)
    bench.sources.hooks.try_again(source.source_id, kept[0].external_id, SYSTEM)
    bench.work(source)
    assert len(bench.sources.connections.refusals(source.source_id)) == 2
    bench.clock.forward(timedelta(days=20))
    _tidy(bench, source)
    assert bench.sources.hooks.body(source.source_id, kept[1].external_id)
    bench.clock.forward(timedelta(days=20))
    _tidy(bench, source)
    with pytest.raises(NoSuchDelivery):
        bench.sources.hooks.body(source.source_id, kept[1].external_id)


def test_a_count_without_a_time_is_of_when_it_came(bench: Bench, source: Connection) -> None:
    """A delivery that is read an hour late says what was there an hour ago."""
    counted = {
        "products": [{"id": "p1", "title": "Tea"}],
        "stock": [{"product": "p1", "quantity": 3}],
    }
    _send(bench, source, orjson.dumps(counted))
    bench.clock.forward(timedelta(hours=1))
    bench.work(source)
    with bench.database.read() as tx:
        assert tx.scalar(text("SELECT at FROM stock_reports")) == micros(NOW)


def _tidy(bench: Bench, source: Connection) -> None:
    with bench.database.write() as tx:
        jobs.enqueue(tx, TIDY, {})
    bench.work(source)


def test_a_stored_body_is_not_readable(bench: Bench, source: Connection) -> None:
    """What waits in the table is sealed: it may hold names and addresses."""
    _send(bench, source, BODY)
    with bench.database.read() as tx:
        body = bytes(tx.scalar(text(_BODIES)))
    assert b"Green tea" not in body
