"""Product, quantity and money of an event, and the few words it may keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopweave.commerce.events import properties
from shopweave.commerce.events.properties import Facts, Line

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)
known = st.sampled_from(
    ["product_id", "quantity", "price", "value", "currency", "list_id", "products", "url", "query"]
)


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        (19.99, "EUR", 1999),
        ("19.99", "EUR", 1999),
        (500, "JPY", 500),
        (1.234, "KWD", 1234),
        (-3, "EUR", -300),
        ("free", "EUR", None),
        (True, "EUR", None),
        (float("inf"), "EUR", None),
        ("1e400", "EUR", None),
        ([1], "EUR", None),
    ],
)
def test_money_becomes_minor_units(amount: object, currency: str, minor: int | None) -> None:
    """An amount in any form is an integer of the currency's smallest unit, or nothing."""
    assert properties.money(amount, currency) == minor


def test_takes_price_times_quantity() -> None:
    """Without a value the price counts as often as there are units."""
    given_facts = {"product_id": 7, "price": "2.50", "quantity": 3, "currency": "gbp"}
    assert properties.facts(given_facts, "EUR") == Facts("7", 3.0, 750, "GBP", None)


def test_reads_lines_of_both_vocabularies() -> None:
    """Segment's products and Google's items give the same lines."""
    segment = {"products": [{"product_id": "A", "quantity": 2, "price": 1.5, "name": "Tea"}]}
    google = {"items": [{"item_id": "A", "quantity": 2, "price": 1.5, "item_name": "Tea"}]}
    assert properties.lines(segment, "EUR") == properties.lines(google, "EUR")
    assert properties.lines(segment, "EUR") == [Line("A", 2.0, 150, "Tea")]


def test_keeps_allowed_properties_only() -> None:
    """What is not on the list is left out; what is on it is cleaned and gets one name."""
    sent = {"search_term": "tea for a@b.de", "email": "a@b.de", "ip": "1.2.3.4", "index": 3}
    assert properties.kept(sent) == {"query": "tea for [email]", "position": 3}


@given(st.dictionaries(known | st.text(), anything))
def test_reads_anything(sent: dict[str, object]) -> None:
    """Whatever the properties are, facts and lines are read without an error."""
    found = properties.facts(sent, "EUR")
    assert found.value is None or isinstance(found.value, int)
    assert isinstance(properties.lines(sent, "EUR"), list)
    assert set(properties.kept(sent)) <= {n for kind in properties.allowed().values() for n in kind}
