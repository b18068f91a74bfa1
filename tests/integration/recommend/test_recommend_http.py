"""Recommendations over HTTP follow what happens in the shop, on both databases."""

from contextlib import closing
from pathlib import Path

import pytest
from tests.integration.recommend.evaluate.made_up import invoices
from tests.integration.recommend.front import Front, codes, soon

from shopweave import decisions
from shopweave.app import Shopweave
from shopweave.commerce import catalog
from shopweave.connectors.files.import_file import Request
from shopweave.decisions import HOLDOUT, arm_of, with_holdout
from shopweave.foundation import preferences
from shopweave.foundation.database import Database
from shopweave.recommend import EXPERIMENT, Question, RecommendationPreferences, Slot, train
from shopweave.settings import Settings
from shopweave.trust.permissions import SYSTEM


def test_a_stranger_is_shown_what_sells(front: Front) -> None:
    """Without any history: popular products with card and reason in the asked language."""
    items = front.ask(visitor="new-browser", language="zh")
    assert len(items) == 6
    assert {item["reason"]["code"] for item in items} <= {"popular", "new"}
    assert all(item["title"] and item["price"] == 350 for item in items)
    assert "购买" in items[0]["reason"]["text"] or "买过" in items[0]["reason"]["text"]


def test_a_click_changes_the_next_list(front: Front) -> None:
    """What a visitor looks at counts in the very next lists, without a training."""
    before = codes(front.ask(visitor="anna"))
    front.tell("anna", "Product Viewed", product_id="10035")
    assert soon(lambda: "because_seen" in {i["reason"]["code"] for i in front.ask(visitor="anna")})
    assert codes(front.ask(visitor="anna")) != before
    assert codes(front.ask(visitor="somebody-else")) == before


def test_a_purchase_changes_the_next_list(front: Front) -> None:
    """What was bought a moment ago is known as bought."""
    order = {"order_id": "77", "products": [{"product_id": "10021", "quantity": 1, "price": 3.5}]}
    front.tell("bert", "Order Completed", currency="EUR", **order)
    known = {"buy_again", "because_bought", "similar"}
    assert soon(lambda: bool(known & {i["reason"]["code"] for i in front.ask(visitor="bert")}))


def test_what_lies_in_the_cart_is_not_offered(front: Front) -> None:
    """A product put into the cart leaves the lists, by event or by parameter."""
    first = codes(front.ask(visitor="cleo"))[0]
    assert first not in codes(front.ask(visitor="cleo", cart=first))
    front.tell("cleo", "Product Added", product_id=first)
    assert soon(lambda: first not in codes(front.ask(visitor="cleo")))


def test_a_hidden_product_is_gone_at_once(front: Front) -> None:
    """The live catalogue decides, not the model."""
    first = front.ask(visitor="dora")[0]
    with front.shop.database.write() as tx:
        now = front.shop.clock.now()
        catalog.set_status(tx, first["product_id"], catalog.Status.HIDDEN, now)
    assert soon(lambda: first["external_id"] not in codes(front.ask(visitor="dora")))


def test_only_who_may_see_customers_asks_by_number(front: Front) -> None:
    """A public key gets a stranger's list for a guessed number, the shop's server the real one."""
    stranger = front.ask(customer="2")
    assert {item["reason"]["code"] for item in stranger} <= {"popular", "new"}
    known = front.ask(front.secret, customer="2")
    assert {item["reason"]["code"] for item in known} <= {"buy_again", "because_bought", "new"}


@pytest.mark.parametrize(
    ("parameters", "named"), [({"slot": "cellar"}, "slot"), ({"limit": "many"}, "limit")]
)
def test_a_wrong_question_is_answered_with_its_remedy(
    front: Front, parameters: dict[str, str], named: str
) -> None:
    """A typed problem names the parameter."""
    answer = front.http.get(
        "/v1/recommendations",
        params=parameters,
        headers={"Authorization": f"Bearer {front.public}"},
    )
    assert answer.status_code == 400
    assert named in answer.json()["detail"]


def test_nobody_asks_without_a_key(front: Front) -> None:
    """The permission is checked before anything else."""
    assert front.http.get("/v1/recommendations").status_code == 401


def test_every_list_is_a_row_that_can_be_replayed(front: Front) -> None:
    """The ledger holds products, reasons, model and inputs, and deciding again gives the same."""
    answer = front.http.get(
        "/v1/recommendations",
        params={"customer": "1", "limit": 5},
        headers={"Authorization": f"Bearer {front.secret}"},
    ).json()

    def written() -> bool:
        with front.shop.database.read() as tx:
            try:
                decisions.find(tx, answer["rec_id"])
            except decisions.UnknownDecision:
                return False
        return True

    assert soon(written)
    with front.shop.database.read() as tx:
        made = decisions.find(tx, answer["rec_id"])
        again = front.shop.recommender.replay(tx, made)
    assert list(made.items) == [item["product_id"] for item in answer["items"]]
    assert made.model_version == answer["model"]
    assert [reason["code"] for reason in made.reasons] == [
        item["reason"]["code"] for item in answer["items"]
    ]
    assert again["items"] == list(made.items)


def test_the_holdout_gets_no_personal_list(front: Front) -> None:
    """Half of the people are held out when the merchant says so, and stay where they are."""
    with front.shop.database.write() as tx:
        now = front.shop.clock.now()
        preferences.change(tx, SYSTEM.id, RecommendationPreferences(50.0), now)
    front.shop.preferences.refresh()
    experiment = with_holdout(EXPERIMENT, 50.0)
    held = next(
        str(number)
        for number in range(1, 80)
        if arm_of(experiment, _customer(front, str(number))) == HOLDOUT
    )
    shown = front.ask(front.secret, customer=held)
    assert {item["reason"]["code"] for item in shown} <= {"popular", "new"}


def _customer(front: Front, number: str) -> str:
    with front.shop.database.read() as tx:
        return front.shop.directory.find(tx, number)[0]


def test_ratings_train_and_recommend(empty_database: Database, tmp_path: Path) -> None:
    """Films rated once are learned from; what was rated is not shown again."""
    lines = ["userId,movieId,rating,timestamp"]
    seen = set()
    for number, line in enumerate(invoices()):
        if (line[6], line[1]) not in seen:
            seen.add((line[6], line[1]))
            lines.append(f"{line[6]},{line[1]},4.0,{1_600_000_000 + number * 3600}")
    file = tmp_path / "ratings.csv"
    file.write_text("\n".join(lines) + "\n")
    address = empty_database.engine.url.render_as_string(hide_password=False)
    with closing(Shopweave(Settings(data=tmp_path / "data", database=address))) as shop:
        shop.importer.run(Request(file, "ratings"))
        trained = train(shop.database, shop.artefacts, shop.clock.now(), "test", lambda _n: None)
        assert trained.published
        assert trained.facts["hides_bought"]
        with shop.database.write() as tx:
            # Nobody is held out: by chance it could be the one who asks.
            preferences.change(tx, "test", RecommendationPreferences(0), shop.clock.now())
        shop.preferences.refresh()
        shop.recommender.refresh()
        with shop.database.read() as tx:
            customer = shop.directory.find(tx, "3")[0]
        answer = shop.recommender.answer(
            shop.recommender.people.load(customer), Question(Slot.home, 5)
        )
        document = shop.recommender.document(answer, "en")
    rated = {code for who, code in seen if who == "3"}
    shown = {item["external_id"] for item in document["items"]}
    assert shown
    assert not shown & rated
