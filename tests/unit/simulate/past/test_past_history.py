"""The past of the sample shop has the patterns that a recommender is to find."""

from datetime import UTC, date, datetime

import numpy as np
import pytest

from shopweave.simulate import imagine, remember
from shopweave.simulate.catalogue import TASTES
from shopweave.simulate.past import CHANNELS
from shopweave.simulate.past.history import SECONDS, SHOP_ZONE

NOW = datetime(2026, 11, 23, 20, tzinfo=UTC)
WORLD = imagine(people=900)
PAST = remember(WORLD, NOW)
SOLD = PAST.quantity > 0
KNOWN = SOLD & (PAST.person[PAST.order] >= 0)
FAMILIES = np.array([product.family for product in WORLD.products])


def _months() -> np.ndarray:
    at = PAST.at[PAST.order] + 8 * 3600
    return at.astype("datetime64[s]").astype("datetime64[M]").astype(np.int64) % 12 + 1


def test_the_same_seed_and_moment_give_the_same_past() -> None:
    """Nothing is left to chance but through seed and now."""
    again = remember(imagine(people=900), NOW)
    assert np.array_equal(again.at, PAST.at)
    assert np.array_equal(again.product, PAST.product)
    assert again.status == PAST.status


def test_another_seed_gives_another_past() -> None:
    """The seed reaches the orders."""
    other = remember(imagine(seed=8, people=900), NOW)
    assert len(other.at) != len(PAST.at) or not np.array_equal(other.at, PAST.at)


@pytest.mark.parametrize("number", range(len(TASTES)), ids=TASTES)
def test_a_taste_shows_in_the_baskets(number: int) -> None:
    """Who has a taste buys what it asks for several times as often as who has it not."""
    tastes = np.array([person.tastes[number] for person in WORLD.people])
    asked = np.array([product.tastes[number] for product in WORLD.products]) >= 0.6
    person, product = PAST.person[PAST.order[KNOWN]], PAST.product[KNOWN]
    fans, others = tastes[person] > 0.6, tastes[person] < 0.02
    assert asked[product[fans]].mean() > 2.5 * asked[product[others]].mean()


def test_what_is_used_up_is_bought_again() -> None:
    """Tea and coffee come back to the same basket; lamps hardly do."""
    person, product = PAST.person[PAST.order[KNOWN]], PAST.product[KNOWN]
    pair = person * len(WORLD.products) + product
    used_up = np.array([thing.days > 0 for thing in WORLD.products])[product]

    def again(pairs: np.ndarray) -> float:
        return 1 - len(np.unique(pairs)) / len(pairs)

    assert again(pair[used_up]) > 0.4
    assert again(pair[~used_up]) < 0.2


def test_people_come_in_a_rhythm_of_their_own() -> None:
    """The usual time between a person's orders follows the interval that the person was given."""
    sales = (PAST.returns < 0) & (PAST.person >= 0)
    person, at = PAST.person[sales], PAST.at[sales]
    seen, given = [], []
    for number in np.flatnonzero(np.bincount(person) >= 8):
        gaps = np.diff(at[person == number]) / SECONDS
        seen.append(np.median(gaps))
        given.append(WORLD.people[number].interval)
    assert np.corrcoef(np.log(seen), np.log(given))[0, 1] > 0.8


def test_mooncakes_are_sold_before_mid_autumn_only() -> None:
    """Seasonal goods are bought in their season."""
    at = PAST.at[PAST.order[SOLD & (FAMILIES[PAST.product] == "mooncakes")]]
    days = {datetime.fromtimestamp(int(moment), SHOP_ZONE).date() for moment in at}
    assert days
    assert all(
        date(2025, 8, 27) <= day <= date(2025, 10, 6)
        or date(2026, 8, 16) <= day <= date(2026, 9, 25)
        for day in days
    )


@pytest.mark.parametrize(
    ("family", "high", "low"), [("cold-brew", {7, 8}, {1, 2}), ("candles", {12, 1}, {6, 7})]
)
def test_the_weather_moves_demand(family: str, high: set[int], low: set[int]) -> None:
    """Cold brew is for summer, candles are for winter, as shares of all sales."""
    of_family = (FAMILIES[PAST.product] == family)[SOLD]
    month = _months()[SOLD]
    shares = [of_family[np.isin(month, list(months))].mean() for months in (high, low)]
    assert shares[0] > 1.5 * shares[1]


def test_weekends_are_busier() -> None:
    """More is sold on a Saturday than on a Tuesday."""
    weekday = ((PAST.at + 8 * 3600) // SECONDS + 3) % 7
    counts = np.bincount(weekday, minlength=7)
    assert counts[5] > 1.25 * counts[1]


def test_things_that_belong_together_share_baskets() -> None:
    """Papers go with their dripper far more often than chance would have it."""
    dripper, papers = WORLD.by_handle["dripper-cone"], WORLD.by_handle["filter-02"]
    with_dripper = set(PAST.order[SOLD & (PAST.product == dripper)].tolist())
    with_papers = set(PAST.order[SOLD & (PAST.product == papers)].tolist())
    orders = int((PAST.returns < 0).sum())
    chance = len(with_dripper) * len(with_papers) / orders
    assert len(with_dripper & with_papers) > 5 * chance


def test_nothing_happens_in_the_future() -> None:
    """Neither sales nor returns lie after the moment that was asked for."""
    assert PAST.at.max() < NOW.timestamp()


def test_returns_give_back_what_was_sold() -> None:
    """A return names the order, repeats its customer, and takes back no more than was bought."""
    for number in np.flatnonzero(PAST.returns >= 0):
        order = PAST.returns[number]
        assert PAST.at[number] > PAST.at[order]
        assert PAST.person[number] == PAST.person[order]
        (line,) = np.flatnonzero(PAST.order == number)
        origin = (PAST.order == order) & (PAST.product == PAST.product[line])
        assert PAST.quantity[origin].tolist() == [-PAST.quantity[line]]


def test_orders_come_through_all_channels() -> None:
    """Web, till and phone sell; the till only in a store, the others from the warehouse."""
    till = CHANNELS.index("till")
    assert set(PAST.channel.tolist()) == {0, 1, 2}
    assert (PAST.place[PAST.channel == till] > 0).all()
    assert (PAST.place[PAST.channel != till] == 0).all()


def test_no_order_is_empty_and_prices_are_of_the_range() -> None:
    """Each order has lines; each line has the price of its variant."""
    assert set(np.unique(PAST.order).tolist()) == set(range(len(PAST.at)))
    for line in range(0, len(PAST.order), 97):
        variant = WORLD.products[PAST.product[line]].variants[PAST.variant[line]]
        assert PAST.price[line] == variant.price
