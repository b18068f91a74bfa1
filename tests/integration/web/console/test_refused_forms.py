"""A form that is refused comes back as it was typed, with the sentence beside it."""

import re
from datetime import timedelta
from html import unescape

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from starlette.datastructures import FormData
from tests.integration.web.console.little_shop import TOKEN

from shopweave.trust import sessions
from shopweave.web.console.problem.filled import Refused, filled

CHINESE = {"accept-language": "zh-CN"}


def send(client: TestClient, page: str, address: str, /, **fields: str) -> Response:
    """Send a form of the page as a browser would, in whatever language the client asks."""
    token = TOKEN.findall(client.get(page).text)[0]
    return client.post(address, data={"form_token": token, "form_page": page, **fields})


def field(page: str, name: str, form: str) -> str:
    """The tag of a field within the form of this address."""
    inside = page.partition(f'action="{form}"')[2].partition("</form>")[0]
    found = re.search(rf'<(?:input|textarea|select)[^>]*\sname="{name}"[^>]*>', inside)
    assert found, name
    return found[0]


def test_a_wrong_rate_of_tax_stays_in_its_field(owner: TestClient) -> None:
    """The page comes back unfolded, all fields as typed, the wrong one marked and in focus."""
    address = "/settings/money/taxes"
    typed = {"percent": "nineteen", "country": "de", "since": "2026-01-01"}
    answer = send(owner, "/settings/money", address, **typed)
    wrong = field(answer.text, "percent", address)
    assert answer.status_code == 422
    assert "/settings/money/fees" in answer.text
    for said in ('value="nineteen"', 'aria-invalid="true"', 'aria-describedby="refused"'):
        assert said in wrong
    assert "autofocus" in wrong
    assert 'value="de"' in field(answer.text, "country", address)
    assert 'value="2026-01-01"' in field(answer.text, "since", address)
    unfolded = r'<details[^>]* open=""><summary.{0,300}</summary>\s*<form[^>]*taxes"'
    assert re.search(unfolded, answer.text, re.DOTALL)
    assert 'id="refused" role="alert">&#x27;nineteen&#x27; is not a number' in answer.text


def test_it_comes_back_in_the_readers_language(owner: TestClient) -> None:
    """A Chinese page is refused in Chinese."""
    owner.headers["accept-language"] = "zh-CN"
    answer = send(owner, "/settings/money", "/settings/money/taxes", percent="十九")
    assert "“十九”不是数字" in answer.text


def test_a_login_that_is_taken_keeps_name_and_role(owner: TestClient) -> None:
    """Only the login has to be typed again."""
    typed = {"name": "Mara <Two>", "login": "mara", "role": "manager"}
    answer = send(owner, "/settings/staff", "/settings/staff", **typed)
    assert answer.status_code == 409
    assert 'value="Mara &lt;Two&gt;"' in field(answer.text, "name", "/settings/staff")
    assert 'aria-invalid="true"' in field(answer.text, "login", "/settings/staff")
    assert re.search(
        r'<option[^>]*value="manager"[^>]* selected=""',
        answer.text,
    )


def test_a_second_mistake_comes_back_too(owner: TestClient) -> None:
    """The page that came back knows where it stands, so its own forms come back as well."""
    first = send(owner, "/settings/money", "/settings/money/taxes", percent="x")
    pages = set(re.findall(r'name="form_page" value="([^"]*)"', first.text))
    assert pages == {"/settings/money"}


def test_a_number_out_of_bounds_is_marked(owner: TestClient) -> None:
    """What the form itself forbids is told beside the field as well."""
    address = "/settings/rules/recommendations"
    answer = send(owner, "/settings/rules", address, holdout_percent="99")
    assert answer.status_code == 422
    assert ">At most 50.</span>" in answer.text
    wrong = field(answer.text, "holdout_percent", address)
    assert 'value="99"' in wrong
    assert 'aria-invalid="true"' in wrong


def test_what_settings_refuse_is_told_beside_its_field(owner: TestClient) -> None:
    """The field that cannot be so is marked, not one that happens to be called like the facts."""
    answer = send(owner, "/settings", "/settings", name="Tea & Cups", currency="EURO")
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in field(answer.text, "currency", "/settings")
    wrong = field(answer.text, "name", "/settings")
    assert 'value="Tea &amp; Cups"' in wrong
    assert "aria-invalid" not in wrong
    assert ">Write it like EUR.</span>" in answer.text


def test_without_a_page_the_problem_has_its_own(owner: TestClient) -> None:
    """A form that stands on no page of ours is answered with the sentence and a way out."""
    for page in ("/nowhere", "//elsewhere.example/", "/settings/log"):
        token = TOKEN.findall(owner.get("/settings/money").text)[0]
        sent = {"form_token": token, "form_page": page, "percent": "x"}
        answer = owner.post("/settings/money/taxes", data=sent)
        assert answer.status_code == 422
        assert "is not a number" in answer.text
        assert "aria-invalid" not in answer.text


def test_a_form_is_found_by_its_button_too() -> None:
    """A button that sends the form elsewhere belongs to it, and the text stays."""
    page = (
        '<form action="/a"><textarea name="text">old</textarea>'
        '<button formaction="/b">No</button></form>'
    )
    sent = FormData([("text", "new <b>")])
    shown = filled(page, Refused("/b", sent, "No & no.", {}))
    assert shown is not None
    assert ">\nnew &lt;b&gt;</textarea>" in shown
    assert "No &amp; no." in shown


def test_among_forms_of_one_address_the_hidden_fields_tell() -> None:
    """The row whose form was sent gets the sentence, and its ticks are as they were sent."""
    row = (
        '<form action="/a"><input type="hidden" name="row" value="{0}"><input name="n">'
        '<input type="checkbox" name="on" value="1" checked></form>'
    )
    sent = FormData([("row", "2"), ("n", "x")])
    shown = filled(row.format(1) + row.format(2), Refused("/a", sent, "No.", {"n": "x"}))
    assert shown is not None
    first, second = shown.split("</form>")[:2]
    assert "No." not in first
    assert "checked" in first
    assert "No." in second
    assert "checked" not in second


def test_a_channel_that_is_refused_keeps_its_fields(owner: TestClient) -> None:
    """The page of one kind of channel comes back with its form, without the password."""
    typed = {"kind": "email", "name": "Mara's post", "password": "secret words", "port": "x"}
    page = "/settings/messages?kind=email"
    answer = send(owner, page, "/settings/messages", **typed)
    assert answer.status_code == 422
    form = "/settings/messages"
    assert 'value="Mara&#x27;s post"' in field(answer.text, "name", form)
    assert "secret words" not in answer.text
    assert 'id="refused"' in answer.text


def test_a_reserve_that_is_no_number_changes_nothing(owner: TestClient) -> None:
    """The reserve of an article is not dropped because somebody mistyped it."""
    fields = {"article": "unknown", "units": "a few"}
    answer = send(owner, "/stock", "/stock/safety", **fields)
    assert answer.status_code == 422
    assert "a few" in answer.text


def test_a_look_at_the_effect_keeps_what_was_typed(owner: TestClient) -> None:
    """After the preview of a tax, the next press keeps it: nothing has to be typed again."""
    address = "/settings/money/taxes"
    typed = {"percent": "7", "country": "fr", "do": "preview"}
    answer = send(owner, "/settings/money", address, **typed)
    assert answer.status_code == 200
    assert 'value="7"' in field(answer.text, "percent", address)
    assert 'value="fr"' in field(answer.text, "country", address)
    assert 'id="refused"' not in answer.text


def test_the_password_in_between_loses_nothing(
    owner: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A form that needs the password first is sent on afterwards, also after a wrong password."""
    typed = {"name": "Jo <Lind>", "login": "jo-after-password", "role": "clerk"}
    with monkeypatch.context() as later:
        later.setattr(sessions, "CONFIRMATION", timedelta(days=-1))
        asked = send(owner, "/settings/staff", "/settings/staff", **typed)
        wrong = owner.post("/confirm", data=hidden(asked.text) | {"confirm_password": "no"})
    assert (asked.status_code, wrong.status_code) == (403, 401)
    right = hidden(wrong.text) | {"confirm_password": "violet anchor biscuit tram"}
    answer = owner.post("/confirm", data=right)
    assert (answer.status_code, answer.headers["location"]) == (307, "/settings/staff")
    added = owner.post("/settings/staff", data=right)
    assert added.status_code == 200
    assert "Jo &lt;Lind&gt;" in owner.get("/settings/staff").text


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of a page with a single form."""
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


def test_our_own_mistake_keeps_what_was_typed(
    owner: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the server fails, the form comes back as it was, with the number in the log."""

    def fail(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("shopweave.web.console.settings.money._tried", fail)
    address = "/settings/money/taxes"
    answer = send(owner, "/settings/money", address, percent="7", country="fr")
    assert answer.status_code == 500
    assert 'value="fr"' in field(answer.text, "country", address)
    assert 'id="refused"' in answer.text
    assert "in the log under" in answer.text
