"""Every way to people keeps the same promises."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from tests.contract.alerts.services import CHAT, KEY, SECRET, TOKEN, Service, running

from shopweave.alerts import (
    Button,
    Kind,
    LaterForSome,
    Line,
    Message,
    NotDelivered,
    NotReached,
    PartlyDelivered,
    SentTooOften,
)
from shopweave.alerts.errors import FieldMissing, WrongAddress
from shopweave.alerts.senders import DingTalk, Email, Feishu, Sender, Telegram, Told, WeCom

# The mail server is on this machine: nobody listens in.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")

GONE = "gone@shop.example"
FULL = "full@shop.example"
GOOD = Button("Order 24", "https://shop.example/go/abc")
MESSAGE = Message("Monday", (Line("Oat *milk* <b>sells</b> out", GOOD), Line("All else is well")))


@dataclass
class Way:
    """A sender, what it is told, and the service at its other end."""

    sender: Sender
    told: dict[str, str]
    secret: str
    service: Service

    def send(self, message: Message = MESSAGE, **other: str) -> None:
        """Send now."""
        told = {**self.told, **other}
        self.sender.check(told)
        self.sender.send(told, message, datetime.now(UTC), "0190")

    def heard(self) -> str:
        """All that arrived, as one text."""
        return json.dumps(self.service.arrived, ensure_ascii=False)


class Mailbox:
    """A mail server that wants a password and keeps what it gets."""

    def __init__(self, service: Service) -> None:
        self.service = service

    async def handle_RCPT(  # as the server calls it
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        """Know everybody but one, and have one whose box is full for now."""
        if address == GONE:
            return "550 no such mailbox"
        if address == FULL:
            return "452 box is full"
        envelope.rcpt_tos.append(address)
        return "250 known"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """Take a letter."""
        if self.service.mood == "sick":
            return "451 try again later"
        letter = message_from_bytes(envelope.content, policy=policy.default)
        bodies = [part.get_content() for part in letter.iter_parts()]
        self.service.arrived.append(
            {
                "subject": letter["subject"],
                "bodies": bodies,
                "id": letter["message-id"],
                "to": envelope.rcpt_tos,
            }
        )
        return "250 taken"


def _let_in(_server: Any, _session: Any, _envelope: Any, _way: str, data: Any) -> AuthResult:
    return AuthResult(success=data.password == SECRET.encode(), handled=False)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def email() -> Iterator[Way]:
    """A real SMTP server on this machine."""
    service = Service()
    server = Controller(
        Mailbox(service), hostname="127.0.0.1", port=_free_port(),
        authenticator=_let_in, auth_require_tls=False, auth_required=True,
    )  # fmt: skip
    server.start()
    told = {"to": "anna@shop.example, bo@shop.example", "sender": "shop@shop.example",
            "server": "127.0.0.1", "port": str(server.port), "security": "none",
            "user": "shop", "password": SECRET}  # fmt: skip
    try:
        yield Way(Email(), told, "password", service)
    finally:
        server.stop()


@contextmanager
def bot(kind: Kind) -> Iterator[Way]:
    """A stand-in of a chat service."""
    with running(kind) as service:
        host = service.address
        yield {
            Kind.WECOM: lambda: Way(
                WeCom(host), {"address": f"{host}/cgi-bin/webhook/send?key={KEY}"}, "", service
            ),
            Kind.DINGTALK: lambda: Way(
                DingTalk(host),
                {"address": f"{host}/robot/send?access_token={KEY}", "secret": SECRET},
                "secret", service,
            ),
            Kind.FEISHU: lambda: Way(
                Feishu((host,)),
                {"address": f"{host}/open-apis/bot/v2/hook/{KEY}", "secret": SECRET},
                "secret", service,
            ),
            Kind.TELEGRAM: lambda: Way(
                Telegram(host), {"token": TOKEN, "chat": CHAT}, "", service
            ),
        }[kind]()  # fmt: skip


@pytest.fixture(params=list(Kind))
def way(request: pytest.FixtureRequest) -> Iterator[Way]:
    """Each way in turn."""
    with email() if request.param is Kind.EMAIL else bot(request.param) as found:
        yield found


def test_sentences_and_buttons_arrive(way: Way) -> None:
    """The title, every sentence and the address of each button reach the other end."""
    way.send()
    heard = way.heard()
    assert len(way.service.arrived) == 1
    for words in ("Monday", "sells", "All else is well", "Order 24", GOOD.address):
        assert words in heard


def test_words_are_not_taken_for_form(way: Way) -> None:
    """A star or a tag in a product's name is shown, not obeyed."""
    way.send()
    heard = way.heard()
    assert "<b>sells</b>" not in heard.replace("Oat *milk* <b>sells</b> out", "", 1)
    assert "**Oat" not in heard


def test_a_long_message_is_cut_by_lines(way: Way) -> None:
    """A hundred long sentences arrive as far as the service takes them."""
    way.send(Message("Monday", tuple(Line(f"{n} {'好' * 90}") for n in range(100))))
    assert "0 好" in way.heard()


def test_a_wrong_secret_is_said(way: Way) -> None:
    """What the service refuses becomes one sentence, without any secret in it."""
    wrong = {"secret": {"secret": "SEC-other"}, "password": {"password": "other"}}.get(way.secret)
    wrong = wrong or {k: v.replace("123", "999") for k, v in way.told.items()}
    with pytest.raises(NotDelivered) as refused:
        way.send(**wrong)
    for secret in (KEY, SECRET, TOKEN, "SEC-other"):
        assert secret not in refused.value.sentence()
    assert way.service.arrived == []


def test_a_sick_service_is_tried_again(way: Way) -> None:
    """A service that answers with its own trouble is not the merchant's fault."""
    way.service.mood = "sick"
    with pytest.raises(NotReached):
        way.send()
    assert way.service.arrived == []


def test_too_many_messages_wait(way: Way) -> None:
    """A bot that has heard enough for a minute is left alone for a minute."""
    if way.sender.kind is Kind.EMAIL:
        pytest.skip("mail servers say this in many ways: each is tried again")
    way.service.mood = "busy"
    with pytest.raises(SentTooOften) as busy:
        way.send()
    assert busy.value.retry_after == 60


def test_a_gap_is_named(way: Way) -> None:
    """Without what is needed nothing is sent, and the field is named."""
    field = next(each for each in way.sender.fields if each.needed)
    told: Told = {**way.told, field.name: " "}
    with pytest.raises(FieldMissing, match=field.name):
        way.sender.check(told)


@pytest.mark.parametrize("sender", [WeCom(), DingTalk(), Feishu()])
def test_only_the_service_itself_is_spoken_to(sender: Sender) -> None:
    """An address elsewhere, or one that only looks alike, is refused."""
    for address in ("http://10.0.0.1/hook", "https://oapi.dingtalk.com.evil.example/robot/send"):
        with pytest.raises(WrongAddress):
            sender.check({"address": address, "secret": ""})


def test_a_service_that_is_gone_is_tried_again() -> None:
    """Nobody at the other end is trouble that passes."""
    told = {"address": f"http://127.0.0.1:9/cgi-bin/webhook/send?key={KEY}"}
    with pytest.raises(NotReached) as gone:
        WeCom("http://127.0.0.1:9").send(told, MESSAGE, datetime.now(UTC), "1")
    assert KEY not in gone.value.sentence()


def test_the_same_letter_has_the_same_name() -> None:
    """A letter that is sent again after a fall can be dropped by the mail program."""
    with email() as way:
        way.send()
        way.send()
        first, second = way.service.arrived
        assert first["id"] == second["id"] == "<0190@shop.example>"
        assert first["to"] == ["anna@shop.example", "bo@shop.example"]


def test_a_mailbox_that_is_refused_is_named() -> None:
    """The others get the letter, and whoever set it up learns who did not."""
    with email() as way:
        with pytest.raises(PartlyDelivered, match=GONE):
            way.send(to=f"anna@shop.example, {GONE}")
        assert [one["to"] for one in way.service.arrived] == [["anna@shop.example"]]


def test_a_mailbox_that_is_full_for_now_is_told_later_alone() -> None:
    """The others have the letter; by its place the one is reached without telling them again."""
    with email() as way:
        with pytest.raises(LaterForSome, match=FULL) as some:
            way.send(to=f"anna@shop.example, {FULL}, {GONE}")
        assert some.value.fields["places"] == [1]
        way.send(to="anna@shop.example, bo@shop.example", only="1")
        reached = [one["to"] for one in way.service.arrived]
        assert reached == [["anna@shop.example"], ["bo@shop.example"]]


def test_when_only_full_mailboxes_are_left_it_is_tried_again() -> None:
    """Nobody took it, and it may pass: that is no refusal for good."""
    with email() as way, pytest.raises(NotReached, match=FULL):
        way.send(to=FULL)
