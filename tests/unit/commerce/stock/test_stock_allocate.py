"""Which place serves an order."""

from hypothesis import given
from hypothesis import strategies as st

from shopweave.commerce.stock.allocate import allocate
from shopweave.commerce.stock.promised import Need
from shopweave.commerce.stock.ranking import kilometres

PLACES = ("north", "south", "web")


def need(variant: str, quantity: float, place: str | None = None) -> Need:
    """Units of a product without variants."""
    return Need(variant, variant, quantity, place)


def by_name(place: str) -> tuple[float, ...]:
    """The first in the alphabet first."""
    return (float(PLACES.index(place)),)


def test_one_place_that_has_all_serves_the_whole_order() -> None:
    """A place that comes later but has everything is better than two parcels."""
    free = {"tea": {"north": 2.0, "web": 2.0}, "cup": {"web": 1.0}}
    same = {"tea": "tea", "cup": "cup"}
    found = allocate([need("tea", 1), need("cup", 1)], same, free, PLACES, by_name)
    assert {share.place_id for share in found.shares} == {"web"}
    assert (found.reason, found.missing) == ("whole", 0)


def test_it_splits_only_when_no_place_has_all() -> None:
    """Two places together give what neither has alone, the larger part first."""
    free = {"tea": {"north": 1.0, "south": 3.0}}
    found = allocate([need("tea", 4)], {"tea": "tea"}, free, PLACES, by_name)
    assert [(s.place_id, s.quantity) for s in found.shares] == [("south", 3.0), ("north", 1.0)]
    assert found.reason == "split"
    assert free == {"tea": {"north": 0.0, "south": 0.0}}


def test_two_names_of_one_article_share_one_pile() -> None:
    """The shop's tea and the till's tea are one article: three and three of five do not fit."""
    free = {"tea": {"north": 5.0}}
    same = {"shop-tea": "tea", "till-tea": "tea"}
    found = allocate([need("shop-tea", 3), need("till-tea", 3)], same, free, ["north"], by_name)
    assert (found.reason, found.missing) == ("short", 1.0)


def test_what_was_never_counted_comes_from_any_place() -> None:
    """Nobody knows how many there are, so the first place gives it."""
    found = allocate([need("tea", 9)], {"tea": "tea"}, {}, PLACES, by_name)
    assert [(s.place_id, s.quantity) for s in found.shares] == [("north", 9)]


@given(
    st.lists(st.tuples(st.sampled_from(["a", "b"]), st.integers(1, 9)), min_size=1, max_size=4),
    st.dictionaries(
        st.sampled_from(["a", "b"]),
        st.dictionaries(st.sampled_from(PLACES), st.integers(-3, 12)),
    ),
)
def test_everything_asked_is_given_and_nothing_twice(
    asked: list[tuple[str, int]], held: dict[str, dict[str, int]]
) -> None:
    """Shares add up to the needs; a place below zero is only asked for what nobody has."""
    free = {key: {p: float(n) for p, n in places.items()} for key, places in held.items()}
    before = {key: dict(places) for key, places in free.items()}
    found = allocate(
        [need(key, units) for key, units in asked], {"a": "a", "b": "b"}, free, PLACES, by_name
    )
    for article in ("a", "b"):
        given_ = sum(s.quantity for s in found.shares if s.variant_id == article)
        assert given_ == sum(units for key, units in asked if key == article)
    lacking = sum(
        max(0.0, sum(u for k, u in asked if k == key) - sum(max(0.0, n) for n in there.values()))
        for key, there in before.items()
    )
    assert found.missing == lacking


def test_distances_are_those_of_the_globe() -> None:
    """Berlin to Shanghai is 8,405 km along the great circle."""
    assert round(kilometres((52.52, 13.405), (31.2304, 121.4737)), -1) == 8400
