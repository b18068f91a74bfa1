"""Today reaches a group chat every morning, and its button works from there."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.contract.alerts.services import KEY, SECRET, Service, running
from tests.integration.web.console.test_console_pages import press

from shopweave.alerts import Kind
from shopweave.alerts.senders import DingTalk
from shopweave.app import Shopweave
from shopweave.connectors.files import Request
from shopweave.foundation import jobs
from shopweave.foundation.clock import ManualClock
from shopweave.foundation.jobs import Worker
from shopweave.settings import Settings
from shopweave.trust import audit, sessions, staff
from shopweave.trust.permissions import SYSTEM
from shopweave.web.console.today import digest

MORNING = datetime(2026, 11, 23, 8, 3, tzinfo=UTC)
PAGE = "/settings/messages"
ORDERS = "order,customer,product,title,quantity,price,time\n" + "".join(
    f"{n},C{n % 3},TEA,Green tea,1,4.50,2026-11-{n:02d} 10:00\n" for n in range(1, 22)
)


class House:
    """A shop, its owner's browser, and a DingTalk group on this machine."""

    def __init__(self, folder: Path, service: Service) -> None:
        self.clock = ManualClock(MORNING)
        self.shop = Shopweave(Settings(data=folder / "data"), self.clock)
        self.service = service
        service.clock = lambda: self.clock.now().timestamp()
        # The one thing that is not real: the address of the service.
        self.shop.alerts.channels.senders[Kind.DINGTALK] = DingTalk(service.address)  # type: ignore[index]
        (folder / "orders.csv").write_text(ORDERS)
        self.shop.importer.run(Request(folder / "orders.csv", "orders"))
        self.browser = TestClient(
            self.shop.application(),
            headers={"accept": "text/html", "origin": "http://testserver"},
            follow_redirects=False,
        )
        self.browser.cookies.set("shopweave", self._session())

    def _session(self, login: str = "anna") -> str:
        with self.shop.database.write() as tx:
            owner = staff.NewUser(login, login.title(), ("owner",), staff.PasswordHash("x"))
            user = staff.add(tx, SYSTEM, owner, MORNING)
            return sessions.start(tx, user.id, "test", MORNING)[1]

    def sign_in(self, login: str) -> None:
        """Let another owner sit down at the browser."""
        self.browser.cookies.set("shopweave", self._session(login))

    def add(self, **more: str) -> None:
        """Add the group on the page, as the owner does."""
        address = f"{self.service.address}/robot/send?access_token={KEY}"
        fields = {"kind": "dingtalk", "name": "Team", "language": "en", "secret": SECRET}
        press(self.browser, PAGE, PAGE, address=address, **fields | more)

    def work(self) -> None:
        """Let the morning come round, and a worker do what waits."""
        digest.queue(self.shop, self.clock.now())
        worker = next(part for part in self.shop.background(1) if isinstance(part, Worker))
        while worker.step():
            pass

    def button(self) -> str:
        """The address on the page of the deed that was sent, without its host."""
        texts = [one["actionURL"] for one in self.service.arrived[-1]["actionCard"]["btns"]]
        return next(re.sub(r"^https?://[^/]+", "", text) for text in texts if "/go/" in text)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A shop with orders and no trained model, on a Monday morning."""
    with running("dingtalk") as service:
        made = House(tmp_path, service)
        with closing(made.shop):
            yield made


def test_today_arrives_once_a_morning(house: House) -> None:
    """The group gets the sentences of Today after eight, not before, and once a day."""
    house.add()
    house.clock.forward(-timedelta(minutes=10))
    house.work()
    assert house.service.arrived == []
    house.clock.forward(timedelta(minutes=10))
    house.work()
    house.work()
    (card,) = house.service.arrived
    assert "nothing was learned from them yet" in card["actionCard"]["text"]
    house.clock.forward(timedelta(days=1))
    house.work()
    assert len(house.service.arrived) == 2


def test_the_night_hears_nothing_of_the_morning(house: House) -> None:
    """A shop that was off until the evening waits for the next morning."""
    house.add()
    house.clock.forward(timedelta(hours=9))
    house.work()
    assert house.service.arrived == []


def test_the_button_does_it_once(house: House) -> None:
    """Looking at the link changes nothing; pressing starts the training; once more is refused."""
    house.add()
    house.work()
    go = house.button()
    for _ in range(2):
        assert house.browser.get(go).status_code == 200
    with house.shop.database.read() as tx:
        assert jobs.newest(tx, (jobs.State.WAITING,), "recommend.train", 5) == []
    assert press(house.browser, go, go) == "/"
    with house.shop.database.read() as tx:
        assert len(jobs.newest(tx, (jobs.State.WAITING,), "recommend.train", 5)) == 1
        assert [entry.action for entry in audit.search(tx, limit=1)] == ["link.used"]
    again = house.browser.get(go)
    assert again.status_code == 410
    assert "already used" in again.text


def test_a_button_in_a_persons_own_channel_is_hers_alone(house: House) -> None:
    """A message to Anna that was passed on to Bo does nothing for him, and still works for her."""
    with house.shop.database.read() as tx:
        anna = staff.find(tx, "anna")
    house.add(person=anna.id)
    house.work()
    go, own = house.button(), house.browser.cookies["shopweave"]
    house.sign_in("bo")
    for answer in (house.browser.get(go), house.browser.post(go)):
        assert answer.status_code == 403
    assert "made for somebody else" in house.browser.get(go).text
    house.browser.cookies.set("shopweave", own)
    assert press(house.browser, go, go) == "/"


def test_a_stranger_is_asked_who_he_is(house: House) -> None:
    """Whoever is not signed in gets the sign-in page, and comes back to the link from there."""
    house.add()
    house.work()
    house.browser.cookies.clear()
    answer = house.browser.get(house.button())
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in?back=%2Fgo%2F")


def test_a_refused_message_is_shown_with_its_remedy(house: House) -> None:
    """When the bot refuses, the page says why, in the reader's language; no secret is shown."""
    house.add()
    house.service.mood = "busy"
    channel = _channel(house)
    press(house.browser, PAGE, f"{PAGE}/{channel}/test")
    page = house.browser.get(PAGE, headers={"accept-language": "zh"}).text
    assert "DingTalk 暂时不再接收消息" in page
    assert SECRET not in page
    assert KEY not in page
    house.service.mood = ""
    press(house.browser, PAGE, f"{PAGE}/{channel}/test")
    assert "暂时" not in house.browser.get(PAGE, headers={"accept-language": "zh"}).text


def test_a_wrong_address_keeps_what_was_typed(house: House) -> None:
    """The form comes back with its values and the reason, and nothing is stored."""
    page = house.browser.get(PAGE).text
    token = re.findall(r'name="form_token" value="([^"]+)"', page)[0]
    fields = {"kind": "dingtalk", "name": "Team", "address": "https://evil.example/", "secret": ""}
    own = {"form_token": token, "form_page": f"{PAGE}?kind=dingtalk"}
    answer = house.browser.post(PAGE, data={**own, **fields})
    assert answer.status_code == 422
    assert 'value="Team"' in answer.text
    assert "must begin with" in answer.text
    with house.shop.database.read() as tx:
        assert house.shop.alerts.channels.every(tx) == []


def test_a_resting_channel_is_silent(house: House) -> None:
    """A channel that rests is told nothing, and speaks again when it is woken."""
    house.add()
    channel = _channel(house)
    press(house.browser, PAGE, f"{PAGE}/{channel}/rest")
    house.work()
    assert house.service.arrived == []
    press(house.browser, PAGE, f"{PAGE}/{channel}/rest", active="true")
    house.work()
    assert len(house.service.arrived) == 1


def test_secrets_are_sealed(house: House) -> None:
    """Neither the bot's key nor its secret can be read in the database file."""
    house.add()
    with house.shop.database.write():
        pass
    folder = house.shop.settings.data
    content = b"".join(file.read_bytes() for file in folder.glob("shopweave.db*"))
    assert SECRET.encode() not in content
    assert KEY.encode() not in content


def _channel(house: House) -> str:
    with house.shop.database.read() as tx:
        return house.shop.alerts.channels.every(tx)[0].id
