"""Every page shows its content in both languages, to those who may see it."""

import csv
import io
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from tests.integration.web.console.little_shop import (
    TOKEN,
    Stocked,
    front_key,
    open_shop,
    signed_in,
    way_in,
)

from shopweave.commerce import orders, places, sources
from shopweave.commerce.inbound import Delivery
from shopweave.foundation import jobs
from shopweave.recommend.evaluate.recipes import RECIPES
from shopweave.trust import keys, setup, staff
from shopweave.trust.permissions import SYSTEM, inventory
from shopweave.web.console import sheet, templates

CHINESE = {"accept-language": "zh-CN"}
TITLE = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)


def press(client: TestClient, page: str, address: str, /, **fields: str) -> str:
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
    pages = [*stocked.addresses(), "/search?q=black", "/search?q=Ben"]
    for address in pages:
        page = owner.get(address).text
        for wrong in ("<script>alert", "<b>Ben", "javascript:", "<img src=x", "onerror=alert(2)>"):
            assert wrong not in page, address
    assert "&lt;script&gt;alert(1)&lt;/script&gt; black tea" in owner.get("/products").text


PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus=alert(1) x='",
    "</title><svg onload=alert(1)>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "<!--<svg/onload=alert(1)>-->",
    "\u2028</script><script>alert(1)//",
    "%3Cscript%3Ealert(1)%3C/script%3E",
]


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("way", ["q", "after", "sort", "status", "category", "back"])
def test_what_an_address_says_is_text_only(owner: TestClient, payload: str, way: str) -> None:
    """No search, filter or order in an address becomes markup, a script or an address elsewhere."""
    for address in ("/", "/orders", "/products", "/customers", "/decisions", "/search", "/live"):
        page = owner.get(address, params={way: payload}).text
        inside = re.sub(r'"[^"<>]*"', "", page)
        assert not re.search(r"<(?:img|svg)[^>]*\son\w+=", page), address
        assert not re.search(r"<[a-z][^<>]*\sonfocus=", inside), address
        assert "<script>alert" not in page, address
        assert not re.search(r'(?:href|src|action)="javascript:', page), address


def test_what_events_and_rows_say_is_text_only(tmp_path: Path) -> None:
    """Names of events, sources, places, orders and keys are text on every page that shows them."""
    stocked = open_shop(tmp_path)
    owner = signed_in(stocked)
    wrong = '"><img src=x onerror=alert(1)>'
    shop, now = stocked.shop, stocked.shop.clock.now()
    with shop.database.write() as tx:
        places.ensure(tx, [places.PlaceDraft(wrong, wrong)], now)
        source = sources.ensure(tx, sources.SourceDraft(wrong, "web"), now)
        line = orders.LineDraft(1, 1, 100, wrong, wrong)
        draft = orders.OrderDraft(wrong, now, "EUR", (line,), channel=wrong[:20], place=wrong)
        delivery = Delivery(source.id, now)
        order = orders.upsert(tx, shop.directory, delivery, [draft]).ids[wrong]
        keys.create(tx, SYSTEM, keys.NewKey(keys.KeyKind.PUBLIC, wrong, source=source.id), now)
        (product,) = {one.product_id for one in orders.get(tx, order).lines}
    sent = owner.post(
        "/v1/track",
        json={"event": wrong, "anonymousId": wrong, "properties": {"name": wrong}},
        headers={"authorization": f"Bearer {front_key(shop)}"},
    )
    assert sent.status_code == 200
    shown = [*stocked.addresses(), f"/orders/{order}", f"/products/{product}"]
    for address in [*shown, "/settings/keys", "/live", "/data"]:
        assert "<img src=x" not in owner.get(address).text, address
    shop.close()


def test_every_part_of_a_model_has_a_name(owner: TestClient) -> None:
    """The page of models speaks of what counts in words, in both languages."""
    texts = templates.catalogue()
    for name in RECIPES:
        assert f"models.method.{name}" in texts, name
    for headers in ({}, CHINESE):
        page = owner.get("/models", headers=headers).text
        assert not re.search(r"\w\.(log|plain|share)\b", page)


def test_the_place_of_stock_without_place_is_not_counted(owner: TestClient) -> None:
    """Today counts the shop that there is, and not where stock goes that names none."""
    assert "1 place " in owner.get("/").text.replace("·", "")


def test_whoever_may_not_see_names_sees_masks(owner: TestClient, stocked: Stocked) -> None:
    """A clerk sees that there is a customer, not who it is; and no door that is closed to him."""
    _as_clerk(owner, stocked)
    page = owner.get(f"/customers/{stocked.customer}").text
    assert "@example.com" in page
    assert not re.search(r"mara@|lin@|ben@", page)
    assert owner.get("/settings/staff").status_code == 403


def _as_clerk(client: TestClient, stocked: Stocked) -> None:
    """Sign a clerk in instead."""
    shop, now = stocked.shop, stocked.shop.clock.now()
    with shop.database.write() as tx:
        clerk = staff.NewUser("jo", "Jo", ("clerk",), shop.trust.passwords.renew("x" * 20))
        found = staff.with_login(tx, "jo") or staff.add(tx, SYSTEM, clerk, now)
    link = _link(stocked, found.id)
    client.cookies.clear()
    press(client, link, link)


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


def test_products_are_narrowed_by_category(owner: TestClient) -> None:
    """Each category of the choice shows what stands in it and below, and nothing else."""
    choice = re.findall(r'<option value="([^"]*Tea[^"]*)"', owner.get("/products").text)
    assert choice == ["Tea", "Tea &gt; Green"]
    found = owner.get("/products", params={"category": "Tea"}).text
    assert "Green tea" in found
    assert "Clay cup" not in found


def test_orders_are_turned_by_their_headings(owner: TestClient) -> None:
    """By total the smallest or the largest comes first; the order goes on over pages and files."""
    rows = list(csv.reader(io.StringIO(owner.get("/orders.csv?sort=total").text)))[1:]
    totals = [float(row[6]) for row in rows]
    assert len(totals) == 36
    assert totals == sorted(totals)
    page = owner.get("/orders?sort=-total").text
    assert 'aria-sort="descending"' in page
    assert f"{max(totals):.2f}" in re.findall(r'number lead"[^>]*>([^<]*)<', page)[0]


def test_a_list_is_handed_out_as_it_is_shown(owner: TestClient, stocked: Stocked) -> None:
    """The file holds what search and filters leave, and no cell is taken for a formula."""
    answer = owner.get("/products.csv", params={"category": "Cups"})
    assert answer.headers["content-disposition"] == 'attachment; filename="products.csv"'
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [row[1] for row in rows[1:]] == ["Clay cup", "Glass cup"]
    assert (
        "Exported" in owner.get("/settings/log").text
        or "exported" in owner.get("/settings/log").text
    )
    assert sheet.plain("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert [sheet.plain(cell) for cell in ("+1", " @x", "tea", -5, None)] == [
        "'+1",
        "' @x",
        "tea",
        -5,
        None,
    ]


def test_a_file_of_orders_masks_names_too(owner: TestClient, stocked: Stocked) -> None:
    """A clerk's file shows no more than his page."""
    assert "Mara Lind" in owner.get("/orders.csv").text
    _as_clerk(owner, stocked)
    answer = owner.get("/orders.csv")
    assert answer.status_code == 200
    assert "M••• L•••" in answer.text
    assert "Mara Lind" not in answer.text


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


def dropped(owner: TestClient, name: str, text: str | bytes) -> Response:
    """What is shown after a file was dropped."""
    token = TOKEN.findall(owner.get("/data").text)[0]
    sent = {"file": (name, text)}
    return after(owner, owner.post("/data/upload", data={"form_token": token}, files=sent))


def after(owner: TestClient, answer: Response) -> Response:
    """The page that a form leads to."""
    return owner.get(answer.headers["location"]) if answer.status_code == 303 else answer


def test_a_file_is_shown_before_anything_is_written(owner: TestClient) -> None:
    """A dropped file shows its first rows and what would be left out; it can be put away."""
    head = "Order number,Order date,Customer ID,Product ID,Quantity,Unit price"
    shown = dropped(owner, "new.csv", f"{head}\nX1,2026-01-02,7,T1,1,9.9\nX2,never,7,T1,1,9.9\n")
    assert shown.status_code == 200
    assert "X1" in shown.text
    assert "Line 3" in shown.text
    assert "Nothing matches" in owner.get("/orders?q=X1").text
    address, token = shown.url.path, TOKEN.findall(shown.text)[0]
    left = after(owner, owner.post(f"{address}/drop", data={"form_token": token}))
    assert "put away" in left.text
    assert owner.get(address).status_code == 404


def test_a_known_file_needs_one_button(owner: TestClient, stocked: Stocked) -> None:
    """The layout is named in words, nothing is asked, and one button brings it in."""
    head = "Name,Financial Status,Lineitem quantity,Lineitem name,Lineitem price,Created at"
    shown = dropped(owner, "orders.csv", f"{head}\n#1,paid,2,Tea,9.90,2026-01-02 10:00:00 +0100\n")
    assert "This is: Shopify, orders" in shown.text
    assert "What the columns mean" not in shown.text
    form = {"form_token": TOKEN.findall(shown.text)[0], "kind": "auto", "source": "shopify"}
    assert owner.post(f"{shown.url.path}/start", data=form).status_code == 303
    newest = stocked.shop.importer.newest(1)[0]
    assert (newest.state, newest.source, newest.options["columns"]) == ("waiting", "shopify", {})


def test_what_the_columns_mean_is_asked_once(owner: TestClient, stocked: Stocked) -> None:
    """Unknown columns are asked for; the answer serves the next file of that layout."""
    text = "Beleg;Tag;Ding;Preis\n{};2026-01-02;T1;9,90\n"
    shown = dropped(owner, "kasse.csv", text.format("K1"))
    assert "What the columns mean" in shown.text
    said = {"order": "Beleg", "time": "Tag", "product": "Ding", "price": "Preis"}
    form = {
        "form_token": TOKEN.findall(shown.text)[0], "kind": "orders", "source": "Kasse",
        "field": list(said), "column": list(said.values()),
    }  # fmt: skip
    again = owner.post(f"{shown.url.path}/start", data={**form, "again": "1"})
    assert "K1" in again.text
    assert stocked.shop.importer.newest(1)[0].state == "asked"
    started = owner.post(f"{shown.url.path}/start", data=form)
    assert stocked.shop.importer.newest(1)[0].options["columns"] == said
    assert started.status_code == 303
    second = dropped(owner, "kasse.csv", text.format("K2"))
    assert "What the columns mean" not in second.text
    assert "said for this layout before" in second.text


def test_two_columns_for_one_field_are_asked(owner: TestClient) -> None:
    """A column that could be two things is never guessed in silence."""
    head = "订单号,商品编码,下单时间,付款时间,单价"
    row = "1,T1,2026-01-02 10:00,2026-01-02 10:05,9.9"
    shown = dropped(owner, "a.csv", f"{head}\n{row}\n")
    assert "This could be 付款时间 as well" in shown.text


def test_a_broken_file_is_told_in_one_sentence(owner: TestClient) -> None:
    """A file that is no table brings a sentence, not a fault."""
    answer = dropped(owner, "new.xlsx", b"\x00\x01")
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
    assert 'value="20"' in owner.get(page).text
    press(owner, page, f"{page}/undo", name="recommendations")
    assert 'value="5"' in owner.get(page).text


def test_what_a_point_is_worth_is_set_and_undone(owner: TestClient) -> None:
    """It is typed as money, and kept to the smallest coin; 0 is what holds at first."""
    page = "/settings/rules"
    press(owner, page, f"{page}/points", earned_per_unit="1", worth="0.05", days="365")
    assert 'value="0.05"' in owner.get(page).text
    press(owner, page, f"{page}/undo", name="points")
    assert 'value="0.00"' in owner.get(page).text


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
