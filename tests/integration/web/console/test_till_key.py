"""The card by which a device becomes a till."""

import html
import re
from urllib.parse import parse_qs, urlsplit

from fastapi.testclient import TestClient
from tests.integration.web.console.little_shop import TOKEN, Stocked

from shopweave.web.console.settings.keys import drawn


def test_the_card_of_a_till_opens_the_till_and_nothing_else(
    owner: TestClient, stocked: Stocked
) -> None:
    """Its code holds the address shown below it; the key in it may sell, and read no orders."""
    token = TOKEN.findall(owner.get("/settings/keys").text)[0]
    form = {"form_token": token, "name": "Counter", "work": "till"}
    page = owner.post("/settings/keys", data=form).text
    (address,) = re.findall(r'<p class="code selectable">([^<]+)</p>', page)
    assert str(drawn(html.unescape(address))) in page
    parts = urlsplit(html.unescape(address))
    assert (parts.path, parts.query) == ("/till", "")
    (key,) = parse_qs(parts.fragment)["key"]
    device = TestClient(stocked.app, headers={"Authorization": f"Bearer {key}"})
    assert device.get("/v1/till/shop").status_code == 200
    assert device.get("/v1/orders").status_code == 403
