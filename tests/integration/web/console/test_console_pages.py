"""Every page shows its content in both languages, to those who may see it."""

import re

import pytest
from fastapi.testclient import TestClient
from tests.integration.web.console.little_shop import TOKEN, Stocked, way_in

from shopweave.foundation import jobs
from shopweave.trust import setup, staff
from shopweave.trust.permissions import SYSTEM, inventory

CHINESE = {"accept-language": "zh-CN"}
TITLE = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)


def press(client: TestClient, page: str, address: str, **fields: str) -> str:
    """Send a form as the page would, and return where it leads."""
    token = TOKEN.findall(client.get(page).text)[0]
    answer = client.post(address, data={"form_token": token, **fields})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


@pytest.mark.parametrize("headers", [{}, CHINESE], ids=["en", "zh"])
def test_every_page_opens_in_both_languages(
    owner: TestClient, stocked: Stocked, headers: dict[str, str]
) -> None:
    """Each address answers with one title, one sentence and no foreign address."""
    for address in stocked.addresses():
        page = owner.get(address, headers=headers)
        assert page.status_code == 200, address
        assert len(TITLE.findall(page.text)) == 1, address
        assert re.findall(r'(?:src|href|action)="(?:https?:)?//', page.text) == [], address


def test_no_page_is_kept_or_framed(owner: TestClient, stocked: Stocked) -> None:
    """Pages hold personal data: no cache keeps them, no other site shows them in a frame."""
    for address in stocked.addresses():
        headers = owner.get(address).headers
        assert headers["cache-control"] == "no-store", address
        assert "frame-ancestors 'none'" in headers["content-security-policy"], address


def test_every_route_declares_who_may_use_it(stocked: Stocked) -> None:
    """Not one route of the whole product was forgotten."""
    routes = list(inventory(stocked.app.routes))
    assert [route.path for route in routes if not route.requirements] == []
    assert len(routes) > 60


def test_every_form_needs_the_token_of_a_page(owner: TestClient, stocked: Stocked) -> None:
    """No form of the console does anything without it, whoever is signed in."""
    forms = [
        re.sub(r"{\w+}", "x", route.path)
        for route in inventory(stocked.app.routes)
        if "POST" in route.methods and not route.path.startswith(("/v1/", "/mp/", "/static"))
    ]
    assert len(forms) > 25
    answers = {address: owner.post(address, data={"name": "x"}).status_code for address in forms}
    # The shops' own short addresses of Segment take keys, and no cookies.
    assert {address: code for address, code in answers.items() if code not in (401, 403)} == {}


def test_no_page_mixes_its_languages(owner: TestClient, stocked: Stocked) -> None:
    """An English page has no Chinese words but names, a language's own name and sources' texts."""
    for address in ["/models", "/more", "/settings/staff", "/settings/keys", "/live"]:
        text = re.sub(r"<[^>]*>", " ", owner.get(address, headers={"accept-language": "en"}).text)
        assert re.findall(r"[\u4e00-\u9fff]+", text.replace("中文", "")) == [], address


def test_what_came_from_outside_is_text_only(owner: TestClient, stocked: Stocked) -> None:
    """Markup in names and texts of the record is shown as it was written, and does nothing."""
    for address in ["/products", "/customers", "/", "/search?q=black", "/search?q=Ben"]:
        page = owner.get(address).text
        assert "<script>alert" not in page
        assert "<b>Ben" not in page
        assert "javascript:" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; black tea" in owner.get("/products").text


def test_whoever_may_not_see_names_sees_masks(owner: TestClient, stocked: Stocked) -> None:
    """A clerk sees that there is a customer, not who it is; and no door that is closed to him."""
    shop, now = stocked.shop, stocked.shop.clock.now()
    with shop.database.write() as tx:
        clerk = staff.NewUser("jo", "Jo", ("clerk",), shop.trust.passwords.renew("x" * 20))
        found = staff.with_login(tx, "jo") or staff.add(tx, SYSTEM, clerk, now)
    link = _link(stocked, found.id)
    owner.cookies.clear()
    press(owner, link, link)
    page = owner.get(f"/customers/{stocked.customer}").text
    assert "@example.com" in page
    assert not re.search(r"mara@|lin@|ben@", page)
    assert owner.get("/settings/staff").status_code == 403


def _link(stocked: Stocked, user: str) -> str:
    with stocked.shop.database.write() as tx:
        return f"/sign-in/{setup.issue(tx, stocked.shop.clock.now(), user)}"


def test_today_says_what_matters(owner: TestClient) -> None:
    """The product that sells and is gone is told with its price, its reasons and one button."""
    page = owner.get("/").text
    assert "<b>Green tea</b> is sold out" in page
    assert "sold in the last 28 days" in page
    assert page.count('class="sentence"') <= 7
    assert "newest order" not in page


def test_a_list_is_searched_and_turned_by_its_address(owner: TestClient) -> None:
    """The search finds by sealed name; the order and the search stand in the address."""
    found = owner.get("/customers?q=Mara+Lind").text
    assert "Mara Lind" in found
    assert "林小满" not in found
    assert 'aria-sort="ascending"' in owner.get("/customers?sort=orders").text
    assert "Nothing matches" in owner.get("/orders?q=nothing").text
    assert owner.get("/orders?after=broken").status_code == 422


def test_hiding_a_product_is_undone_by_one_press(owner: TestClient, stocked: Stocked) -> None:
    """A deed is told on the next page with its undo; undoing brings the state back."""
    page = f"/products/{stocked.product}"
    assert press(owner, page, f"{page}/status", status="hidden") == page
    told = owner.get(page).text
    assert 'role="status"' in told
    assert f'action="{page}/status"' in told
    assert press(owner, page, f"{page}/status", status="active") == page
    assert "Hide from shoppers" in owner.get(page).text


def test_consent_is_booked_and_withdrawn(owner: TestClient, stocked: Stocked) -> None:
    """What a customer says at the counter holds on the next page."""
    page = f"/customers/{stocked.customer}"
    fields = {"purpose": "personalisation", "state": "withdrawn"}
    press(owner, page, f"{page}/consent", **fields)
    assert 'name="state" value="granted"' in owner.get(page).text
    press(owner, page, f"{page}/consent", **(fields | {"state": "granted"}))


def test_everything_about_a_customer_is_one_file(owner: TestClient, stocked: Stocked) -> None:
    """The export is a download that names no person."""
    page = f"/customers/{stocked.customer}"
    token = TOKEN.findall(owner.get(page).text)[0]
    answer = owner.post(f"{page}/export", data={"form_token": token})
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "@example.com" in answer.text


def test_a_file_is_checked_without_being_written(owner: TestClient) -> None:
    """The check tells what would come in and what not, line by line."""
    token = TOKEN.findall(owner.get("/data").text)[0]
    head = "Order number,Order date,Customer ID,Product ID,Quantity,Unit price"
    text = f"{head}\nX1,2026-01-02,7,T1,1,9.9\nX2,never,7,T1,1,9.9\n"
    answer = owner.post(
        "/data/upload",
        data={"form_token": token, "kind": "auto", "step": "check"},
        files={"file": ("new.csv", text)},
    )
    assert answer.status_code == 200
    assert "nothing was written" in answer.text
    assert "Line 3" in answer.text
    assert "Nothing matches" in owner.get("/orders?q=X1").text


def test_a_broken_file_is_told_in_one_sentence(owner: TestClient) -> None:
    """A file that is no table brings a sentence, not a fault."""
    token = TOKEN.findall(owner.get("/data").text)[0]
    answer = owner.post(
        "/data/upload",
        data={"form_token": token, "kind": "orders", "step": "check"},
        files={"file": ("new.xlsx", b"\x00\x01")},
    )
    assert answer.status_code == 422
    assert 'class="note grave"' in answer.text


def test_what_failed_for_good_waits_for_a_person(owner: TestClient, stocked: Stocked) -> None:
    """A dead task is told on Today and under Data with its error, and is gone once dropped."""
    shop = stocked.shop

    def fail(job: jobs.JobContext) -> None:
        raise OSError("the shelf is out of reach")

    worker = jobs.Worker(shop.database, jobs.Handlers().on("fail", fail, attempts=1), shop.clock)
    with shop.database.write() as tx:
        dead = jobs.enqueue(tx, "fail")
    while worker.step():
        pass
    worker.stop()
    assert "<b>1 task failed</b>" in owner.get("/").text
    assert "the shelf is out of reach" in owner.get("/data").text
    assert "waiting for you" in owner.get("/orders").text
    press(owner, "/data", f"/data/jobs/{dead}/drop")
    assert "Nothing went wrong" in owner.get("/data").text


def test_the_shops_own_clock_and_money_hold(owner: TestClient) -> None:
    """A changed time zone shows on the next page, and is undone from the notice."""
    press(owner, "/settings", "/settings", currency="CNY", time_zone="Asia/Shanghai")
    assert "Asia/Shanghai" in owner.get("/settings").text
    press(owner, "/settings", "/settings/undo")
    assert "the clock of UTC" in owner.get("/settings").text


def test_a_wrong_setting_is_told(owner: TestClient) -> None:
    """A currency of two letters is refused with its reason."""
    token = TOKEN.findall(owner.get("/settings").text)[0]
    answer = owner.post("/settings", data={"form_token": token, "currency": "E1"})
    assert answer.status_code == 422


def test_the_holdout_is_changed_and_undone(owner: TestClient) -> None:
    """A rule holds from the next page on, and the notice takes it back."""
    page = "/settings/rules"
    press(owner, page, f"{page}/recommendations", holdout_percent="20")
    assert 'value="20.0"' in owner.get(page).text
    press(owner, page, f"{page}/undo", name="recommendations")
    assert 'value="5.0"' in owner.get(page).text


def test_a_key_is_shown_once(owner: TestClient) -> None:
    """The text of a secret key appears on the page that made it, and nowhere after."""
    token = TOKEN.findall(owner.get("/settings/keys").text)[0]
    made = owner.post("/settings/keys", data={"form_token": token, "name": "Till", "work": "shop"})
    secret = re.findall(r"sk_\w+", made.text)[0]
    assert secret not in owner.get("/settings/keys").text


def test_signing_out_ends_it(owner: TestClient) -> None:
    """After signing out each page leads to the door."""
    assert press(owner, "/", "/sign-out") == "/sign-in"
    assert owner.get("/").headers["location"].startswith("/sign-in")


def test_a_one_time_link_works_once(stocked: Stocked, owner: TestClient) -> None:
    """Looking at the link uses nothing up; pressing the button does."""
    owner.cookies.clear()
    link = f"/sign-in/{way_in(stocked.shop)}"
    assert owner.get(link).status_code == 200
    press(owner, link, link)
    owner.cookies.clear()
    token = TOKEN.findall(owner.get(link).text)[0]
    assert owner.post(link, data={"form_token": token}).status_code == 403


def test_a_wrong_password_is_told_without_a_hint(owner: TestClient) -> None:
    """The page says that both do not belong together, and keeps the login."""
    owner.cookies.clear()
    token = TOKEN.findall(owner.get("/sign-in").text)[0]
    fields = {"form_token": token, "login": "mara", "password": "wrong wrong wrong"}
    answer = owner.post("/sign-in", data=fields)
    assert answer.status_code == 401
    assert 'value="mara"' in answer.text
