"""No event is stored without the consent it needs; it is counted instead."""

from collections.abc import Callable
from typing import Any, Protocol

import pytest
from benchmarks.server_process import WriteKeys
from starlette.testclient import TestClient

from shopweave.commerce import events
from shopweave.commerce.events import Unstored
from shopweave.commerce.sources import LegalBasis
from shopweave.foundation.database import Database, from_micros
from shopweave.trust import consent
from shopweave.trust.consent import Purpose, State, Statement

VIEW: dict[str, Any] = {"event": "Product Viewed", "userId": "u-1"}
YES = {"context": {"consent": {"categoryPreferences": {"Analytics": True}}}}
NO = {"context": {"consent": {"categoryPreferences": {"Analytics": False}}}}


class Send(Protocol):
    """Sends one event as a browser."""

    def __call__(self, item: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        """Send it with the public key; it must be taken."""
        ...


SendTo = Callable[[WriteKeys], Send]


@pytest.fixture
def send_to(browser: TestClient) -> SendTo:
    """Sending with the keys of a shop."""

    def with_keys(keys: WriteKeys) -> Send:
        def send(item: dict[str, Any], headers: dict[str, str] | None = None) -> None:
            body = {**item, "writeKey": keys.public}
            answer = browser.post("/v1/track", json=body, headers=headers)
            assert answer.json() == {"success": True}

        return send

    return with_keys


def kinds(database: Database) -> list[str]:
    """What is in the ledger."""
    with database.read() as tx:
        return [event.type for event in events.tail(tx, 0)]


def counted(database: Database) -> dict[tuple[Unstored, str], int]:
    """What was not stored, by reason and detail."""
    with database.read() as tx:
        tallies = events.unstored(tx, from_micros(0))
    return {(tally.reason, tally.detail): tally.count for tally in tallies}


@pytest.mark.parametrize(
    ("basis", "item", "stored", "detail"),
    [
        (LegalBasis.CONSENT, VIEW, 0, "not_given"),
        (LegalBasis.CONSENT, VIEW | NO, 0, "refused"),
        (LegalBasis.CONSENT, VIEW | YES, 1, None),
        (LegalBasis.LEGITIMATE_INTEREST, VIEW, 1, None),
        (LegalBasis.LEGITIMATE_INTEREST, VIEW | NO, 0, "refused"),
    ],
)
def test_asks_for_what_the_source_needs(
    send_to: SendTo,
    open_shop: Any,
    database: Database,
    basis: LegalBasis,
    item: dict[str, Any],
    stored: int,
    detail: str | None,
) -> None:
    """Where consent is the basis silence is a no; where an interest is, only a no is a no."""
    send_to(open_shop(basis))(item)
    assert len(kinds(database)) == stored
    assert counted(database) == ({} if detail is None else {(Unstored.NO_CONSENT, detail): 1})


@pytest.mark.parametrize("header", ["Sec-GPC", "DNT"])
def test_respects_the_browsers_no(
    send_to: SendTo, keys: WriteKeys, database: Database, header: str
) -> None:
    """A browser that says no to everybody is counted, whatever the page says."""
    send_to(keys)(VIEW | YES, {header: "1"})
    assert kinds(database) == []
    assert counted(database) == {(Unstored.NO_CONSENT, "browser"): 1}


def test_respects_a_withdrawal(send_to: SendTo, keys: WriteKeys, database: Database) -> None:
    """After a customer withdrew nothing more is stored, even if a page still says yes."""
    send_to(keys)(VIEW)
    with database.write() as tx:
        (event,) = events.tail(tx, 0)
        assert event.customer_id is not None
        no = Statement(event.customer_id, Purpose.ANALYTICS, State.WITHDRAWN, event.received_at)
        consent.record(tx, no)
    send_to(keys)(VIEW | YES)
    assert len(kinds(database)) == 1
    assert counted(database) == {(Unstored.NO_CONSENT, "withdrawn"): 1}


def test_a_no_makes_nobody_known(send_to: SendTo, open_shop: Any, database: Database) -> None:
    """Whoever never agreed does not become a customer of the record by looking around."""
    send_to(open_shop(LegalBasis.CONSENT))(VIEW)
    with database.read() as tx:
        found = tx.connection.exec_driver_sql("SELECT count(*) FROM customers").scalar()
    assert found == 0


def test_remembers_an_earlier_yes(send_to: SendTo, open_shop: Any, database: Database) -> None:
    """A customer who agreed before need not say so with each event."""
    send = send_to(open_shop(LegalBasis.CONSENT))
    send(VIEW | YES)
    with database.write() as tx:
        (event,) = events.tail(tx, 0)
        assert event.customer_id is not None
        yes = Statement(event.customer_id, Purpose.ANALYTICS, State.GRANTED, event.received_at)
        consent.record(tx, yes)
    send(VIEW)
    assert len(kinds(database)) == 2


def test_an_order_needs_no_consent(send_to: SendTo, open_shop: Any, database: Database) -> None:
    """An order is a contract: it is kept though the visitor refused to be followed."""
    bought = {"order_id": "A-1", "products": [{"product_id": "TEA", "price": 4.5}]}
    order = {"event": "Order Completed", "userId": "u-1", "properties": bought}
    send_to(open_shop(LegalBasis.CONSENT))(order | NO, {"Sec-GPC": "1"})
    assert kinds(database) == ["order_completed"]


def test_counts_bots_apart(send_to: SendTo, keys: WriteKeys, database: Database) -> None:
    """A crawler is counted under its name and not stored."""
    send_to(keys)(VIEW, {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"})
    assert kinds(database) == []
    assert counted(database) == {(Unstored.BOT, "googlebot"): 1}


def test_remembers_what_the_banner_told(
    send_to: SendTo, open_shop: Any, database: Database
) -> None:
    """A yes in the shop's banner holds for what follows, until the visitor says no."""
    send = send_to(open_shop(LegalBasis.CONSENT))
    banner = {"event": "Segment Consent Preference Updated", "userId": "u-1"}
    for choice in (YES, NO):
        send(VIEW)
        send(banner | choice)
        send(VIEW)
    assert kinds(database) == ["consent_stated", "product_viewed", "product_viewed",
                                     "consent_stated"]  # fmt: skip
    assert counted(database) == {
        (Unstored.NO_CONSENT, "not_given"): 2,
    }
