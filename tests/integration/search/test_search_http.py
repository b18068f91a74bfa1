"""Search over HTTP follows the catalogue and the person, on both databases."""

from typing import Any

import pytest
from tests.integration.recommend.front import Front, codes, soon

from shopweave import decisions
from shopweave.commerce import catalog
from shopweave.decisions import Decision


def search(front: Front, key: str = "", **parameters: Any) -> dict[str, Any]:
    """The answer to a search, as soon as the index holds the shop."""

    def asked() -> dict[str, Any]:
        answer = front.http.get(
            "/v1/search",
            params=parameters,
            headers={"Authorization": f"Bearer {key or front.public}"},
        )
        assert answer.status_code == 200, answer.text
        assert answer.headers["access-control-allow-origin"] == "*"
        found: dict[str, Any] = answer.json()
        return found

    assert soon(lambda: front.shop.follower.index.find("").total > 0)
    return asked()


def written(front: Front, number: str) -> Decision:
    """The row of the ledger, as soon as it is there."""
    rows: list[Decision] = []

    def there() -> bool:
        with front.shop.database.read() as tx:
            try:
                rows.append(decisions.find(tx, number))
            except decisions.UnknownDecision:
                return False
        return True

    assert soon(there)
    return rows[-1]


def test_words_find_products(front: Front) -> None:
    """The meant product is first, with its card, the count and what it may be narrowed by."""
    found = search(front, q="number 17")
    assert found["items"][0]["external_id"] == "10017"
    assert found["items"][0]["price"] == 350
    assert found["total"] >= 1
    assert found["facets"].keys() == {"brands", "categories"}


def test_slips_are_forgiven(front: Front) -> None:
    """A mistyped word finds what was meant."""
    assert search(front, q="tihng")["total"] == search(front, q="thing")["total"] > 0


def test_nothing_found_is_an_answer(front: Front) -> None:
    """Words of another world give an empty list."""
    assert search(front, q="xylophone qqqq")["items"] == []


def test_pages_hold_every_result_once(front: Front) -> None:
    """Page by page comes every result, none twice."""
    total = search(front, q="thing")["total"]
    pages = [search(front, q="thing", limit=15, offset=at)["items"] for at in range(0, total, 15)]
    shown = [code for page in pages for code in codes(page)]
    assert len(shown) == len(set(shown)) == total


def test_a_hidden_product_is_found_no_more(front: Front) -> None:
    """The live catalogue decides within a moment, and a new title is found."""
    first = search(front, q="number 17")["items"][0]
    with front.shop.database.write() as tx:
        now = front.shop.clock.now()
        catalog.set_status(tx, first["product_id"], catalog.Status.HIDDEN, now)
    assert soon(lambda: "10017" not in codes(search(front, q="number 17")["items"]))


def test_what_suits_comes_first_among_equals(front: Front) -> None:
    """Two people who type the same see it in their own order, and the ledger says why."""
    by_words = codes(search(front, q="thing", limit=40)["items"])
    front.tell("anna", "Product Viewed", product_id=by_words[-1])

    def moved() -> bool:
        hers = codes(search(front, q="thing", limit=40, visitor="anna")["items"])
        return hers.index(by_words[-1]) < len(by_words) - 1

    assert soon(moved)
    answer = search(front, q="thing", limit=40, visitor="anna")
    made = written(front, answer["rec_id"])
    lifted = next(one for one in answer["items"] if one["external_id"] == by_words[-1])
    reason = made.reasons[made.items.index(lifted["product_id"])]
    assert made.kind == "search"
    assert made.inputs is not None
    assert made.inputs["words"] == "thing"
    assert reason["code"] == "suits"
    assert list(made.items) == [item["product_id"] for item in answer["items"]]
    assert codes(search(front, q="thing", limit=40)["items"]) == by_words


def test_half_a_word_is_no_decision(front: Front) -> None:
    """While somebody types, results come and nothing is written down."""
    found = search(front, q="thi", typing=1)
    assert found["items"]
    assert found["rec_id"] is None


@pytest.mark.parametrize(
    ("parameters", "named"),
    [
        ({"q": "x" * 201}, "q"),
        ({"q": "tea", "limit": "0"}, "limit"),
        ({"q": "tea", "offset": "-1"}, "offset"),
        ({"q": "tea", "offset": "10001"}, "offset"),
        ({"q": "tea", "price_from": "9,90"}, "price_from"),
    ],
)
def test_a_wrong_question_is_answered_with_its_remedy(
    front: Front, parameters: dict[str, str], named: str
) -> None:
    """A typed problem names the parameter."""
    answer = front.http.get(
        "/v1/search", params=parameters, headers={"Authorization": f"Bearer {front.public}"}
    )
    assert answer.status_code == 400
    assert f"parameter {named} " in answer.json()["detail"]


def test_nobody_searches_without_a_key(front: Front) -> None:
    """The permission is checked before anything else."""
    assert front.http.get("/v1/search", params={"q": "tea"}).status_code == 401
