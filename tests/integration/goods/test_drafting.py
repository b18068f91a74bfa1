"""Drafts against a real HTTP server that speaks chat completions, and that misbehaves."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from shopweave import decisions, goods
from shopweave.app import Shopweave
from shopweave.commerce import catalog, sources
from shopweave.commerce.catalog import ProductDraft, Selection, Text
from shopweave.commerce.inbound import Delivery
from shopweave.connectors.contract.errors import (
    HalfAnswer,
    KeyRefused,
    NotData,
    ShopFailing,
    ShopSlow,
    TooOften,
)
from shopweave.decisions import Decision
from shopweave.foundation import jobs, preferences
from shopweave.foundation.clock import SystemClock
from shopweave.foundation.jobs import Handlers, Job, Worker
from shopweave.foundation.problems import Problem
from shopweave.goods import drafting
from shopweave.goods.drafting import Endpoint, LanguageModel, NoEndpoint, NotADraft, Task, endpoint
from shopweave.settings import Settings
from shopweave.trust import sessions, staff
from shopweave.trust.permissions import SYSTEM
from shopweave.trust.vault import Keyring, Safe

TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
POT = Text("Iron tea pot", "Holds 0.8 l. From Iwate.")
ZH = {"title": "铁茶壶", "description": "容量 800 毫升，产自岩手。质保 5 年。"}


@dataclass
class Model:
    """What the endpoint answers, one after the other, the last one for ever; what it was asked."""

    answers: list[tuple[int, dict[str, str], bytes]]
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    delay: float = 0.0
    address: str = ""


def said(content: str) -> bytes:
    """A completion in the documented form."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content}}
    return json.dumps({"id": "x", "object": "chat.completion", "choices": [choice]}).encode()


@pytest.fixture
def model() -> Iterator[Model]:
    """An endpoint on this machine."""
    told, ended = Model([(200, {}, said(f"```json\n{json.dumps(ZH)}\n```"))]), threading.Event()

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the name that the standard library calls
            body = self.rfile.read(int(self.headers["content-length"]))
            told.asked.append({"path": self.path, **json.loads(body)})
            told.keys.append(self.headers.get("authorization", ""))
            ended.wait(told.delay)
            status, headers, answer = told.answers.pop(0) if told.answers[1:] else told.answers[0]
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    told.address = f"http://127.0.0.1:{server.server_port}/v1"
    yield told
    ended.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def shop(tmp_path: Path, model: Model) -> Iterator[Shopweave]:
    """One pot that is told in English alone."""
    with closing(Shopweave(Settings(data=tmp_path / "data"))) as shop:
        now = shop.clock.now()
        with shop.database.write() as tx:
            source = sources.ensure(tx, sources.SourceDraft("Web shop", "api"), now)
            pot = ProductDraft("pot", POT.title, texts={"en": POT})
            catalog.upsert(tx, Delivery(source.id, now), [pot])
            wanted = LanguageModel(model.address, "tiny", daily=2)
            shop.drafting.endpoint.set_up(tx, "ann", wanted, "s3cret", now)
        yield shop


def _draft(shop: Shopweave, task: Task = Task.TRANSLATE_ZH) -> Job:
    """Let a worker do one job of drafting."""
    handlers = Handlers()
    shop.drafting.attach(handlers)
    with shop.database.write() as tx:
        job = jobs.enqueue(tx, drafting.DRAFT, {"task": task.value})
    Worker(shop.database, handlers, shop.clock).step()
    with shop.database.read() as tx:
        return jobs.find(tx, job)


def _waiting(shop: Shopweave) -> list[Decision]:
    with shop.database.read() as tx:
        return goods.waiting(tx, drafting.KIND, 50)


def _pot(shop: Shopweave) -> catalog.Product:
    with shop.database.read() as tx:
        (card,) = catalog.search(tx, Selection("pot")).cards
        return catalog.get(tx, card.id)


def test_a_translation_waits_beside_its_source_and_tells_what_it_made_up(
    shop: Shopweave, model: Model
) -> None:
    """Only facts of the product are sent; 800 ml is 0.8 l, but nobody spoke of five years."""
    assert _draft(shop).result == {"drafted": 1, "unusable": 0}
    (draft,) = _waiting(shop)
    assert draft.what["value"] == ZH
    assert draft.what["flags"] == ["5", "质保"]
    assert draft.inputs == {"title": POT.title, "description": POT.description}
    (asked,) = model.asked
    assert (asked["path"], asked["model"]) == ("/v1/chat/completions", "tiny")
    assert model.keys == ["Bearer s3cret"]
    assert set(json.loads(asked["messages"][1]["content"])) == {
        "title", "brand", "categories", "attributes", "options", "texts",
    }  # fmt: skip
    with shop.database.read() as tx:
        assert "s3cret" not in preferences.get(tx, LanguageModel).sealed_key


def test_a_text_is_changed_approved_and_taken_back_on_the_page(shop: Shopweave) -> None:
    """What holds is what the person wrote; the ledger keeps the model; an undo asks anew."""
    now = shop.clock.now()
    with shop.database.write() as tx:
        wanted = staff.NewUser("ann", "Ann", ("owner",), staff.PasswordHash("x"))
        _, token = sessions.start(tx, staff.add(tx, SYSTEM, wanted, now).id, "test", now)
    headers = {"Accept": "text/html", "Origin": "http://testserver"}
    client = TestClient(shop.application(), headers=headers, follow_redirects=False)
    client.cookies.set("shopweave", token)
    _draft(shop)
    page = client.get("/goods/drafts").text
    assert "Not in the product&#39;s facts: 5, 质保" in page
    form = {"form_token": TOKEN.findall(page)[0]}
    address = f"/goods/drafts/{_waiting(shop)[0].id}/approve"
    text = {"title": "铁茶壶", "description": "容量 800 毫升，产自岩手。"}
    assert client.post(address, data={**form, **text}).status_code == 303
    assert _pot(shop).texts["zh"] == Text(text["title"], text["description"])
    page = client.get("/goods/drafts").text
    assert "drafted by tiny" in page
    assert "changed by hand" in page
    undo = re.findall(r"/goods/drafts/[0-9a-f]{32}/undo", page)[0]
    assert client.post(undo, data=form).status_code == 303
    assert "zh" not in _pot(shop).texts
    assert len(_waiting(shop)) == 1


def test_a_refused_draft_is_not_asked_for_again(shop: Shopweave, model: Model) -> None:
    """Nothing is sent for it, whatever is left of the day."""
    _draft(shop)
    with shop.database.write() as tx:
        decisions.undo(tx, shop.kinds, _waiting(shop)[0].id, "ann", shop.clock.now())
    assert _draft(shop).result == {"drafted": 0, "unusable": 0}
    assert len(model.asked) == 1


def test_the_day_has_a_budget(shop: Shopweave, model: Model) -> None:
    """Two drafts a day: the third is not asked for, and a run on a spent day says so."""
    with shop.database.write() as tx:
        source = sources.every(tx)[0].id
        more = [ProductDraft(f"p{n}", f"Pan {n}") for n in range(3)]
        catalog.upsert(tx, Delivery(source, shop.clock.now()), more)
    assert _draft(shop).result == {"drafted": 2, "unusable": 0}
    assert "2 drafts are used up" in (_draft(shop).error or "")
    assert len(model.asked) == 2


@pytest.mark.parametrize(
    ("status", "headers", "body", "problem"),
    [
        (500, {}, b"{}", ShopFailing),
        (401, {}, b"{}", KeyRefused),
        (429, {"retry-after": "90"}, b"{}", TooOften),
        (200, {}, b"<html>Welcome</html>", NotData),
        (200, {}, b'{"choices": [{"mess', HalfAnswer),
        (200, {}, b"", NotADraft),
        (200, {}, b'{"error": "overloaded"}', NotADraft),
        (200, {}, said(""), NotADraft),
        (200, {}, said("Sure! Here is a lovely text."), NotADraft),
        (200, {}, said('{"title": ["x"]}'), NotADraft),
    ],
)
def test_an_endpoint_that_misbehaves_brings_no_draft(
    model: Model,
    monkeypatch: pytest.MonkeyPatch,
    status: int,
    headers: dict[str, str],
    body: bytes,
    problem: type[Problem],
) -> None:
    """Each fault has its own sentence; what is no draft is told from what will be one later."""
    monkeypatch.setattr("time.sleep", lambda _: None)
    model.answers = [(status, headers, body)]
    door = Endpoint(Safe(Keyring.generate()), SystemClock())
    with pytest.raises(problem):
        door.ask(LanguageModel(model.address, "tiny"), "Translate.", {"title": "Cup"})


def test_a_fault_stands_at_the_job(shop: Shopweave, model: Model) -> None:
    """A refused key ends the run with its sentence, and leaves the product alone."""
    model.answers = [(401, {}, b"{}")]
    assert "refuses the key" in (_draft(shop).error or "")
    assert _waiting(shop) == []


def test_a_short_wait_is_kept(shop: Shopweave, model: Model) -> None:
    """After Retry-After the same request goes out again and brings the draft."""
    model.answers = [(429, {"retry-after": "1"}, b""), *model.answers]
    assert _draft(shop).result == {"drafted": 1, "unusable": 0}
    assert len(model.asked) == 2


def test_a_slow_endpoint_is_left(
    shop: Shopweave, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits longer than the time limit."""
    monkeypatch.setattr(endpoint, "PATIENCE", 0.2)
    model.delay = 5.0
    with shop.database.read() as tx:
        held = preferences.get(tx, LanguageModel)
    with pytest.raises(ShopSlow):
        shop.drafting.try_out(held)


def test_without_an_endpoint_nothing_is_sent(shop: Shopweave, model: Model) -> None:
    """Switched off, a job ends with the sentence that says where to set one up."""
    with shop.database.write() as tx:
        shop.drafting.endpoint.set_up(tx, "ann", LanguageModel(), None, shop.clock.now())
        with pytest.raises(NoEndpoint):
            shop.drafting.left(tx)
    assert "Settings, Language model" in (_draft(shop).error or "")
    assert model.asked == []
