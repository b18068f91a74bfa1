"""A webhook that could not be read stands on its source's page."""

import re
from pathlib import Path

from tests.integration.web.console.little_shop import TOKEN, open_shop, signed_in

from shopweave.connectors.sync import ConnectionDraft
from shopweave.connectors.webhook import SIGNATURE, sign
from shopweave.foundation.clock import SystemClock
from shopweave.foundation.jobs import Handlers, Worker
from shopweave.trust.permissions import SYSTEM


def test_a_webhook_that_could_not_be_read_is_looked_at_and_tried_again(tmp_path: Path) -> None:
    """Its page leads to what came, as plain text that no browser runs, and asks once more."""
    stocked = open_shop(tmp_path)
    shop, owner, clock = stocked.shop, signed_in(stocked), SystemClock()
    draft = ConnectionDraft("webhook", "", "ERP", {"secret": "s"}, {}, currency="EUR")
    source = shop.sources.connections.connect(draft, SYSTEM).source_id
    body = b"<script>alert(1)</script>"
    shop.sources.hooks.take(source, {SIGNATURE: sign("s", body, clock.now())}, body)
    handlers = Handlers()
    shop.sources.attach(handlers)
    worker = Worker(shop.database, handlers, clock, slots=2)
    while worker.step():
        pass
    page = owner.get(f"/sources/{source}").text
    (address,) = re.findall(
        r'<a href="(/sources/\w+/deliveries/\w+)">A webhook as it came</a>', page
    )
    shown = owner.get(address)
    assert (shown.content, shown.headers["x-content-type-options"]) == (body, "nosniff")
    assert shown.headers["content-type"].startswith("text/plain")
    again = owner.post(address, data={"form_token": TOKEN.findall(page)[0]})
    assert again.status_code == 303
    assert "It is read once more." in owner.get(again.headers["location"]).text
    shop.close()
