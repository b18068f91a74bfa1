"""Training says how good it is, and a worse model does not go live."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from tests.integration.recommend.made_shop import NOW, PRODUCTS, past

from shopweave.foundation.artefacts import ArtefactStore, Manifest, NotGoodEnough, Release
from shopweave.foundation.database import Database
from shopweave.recommend.record import Past
from shopweave.recommend.serving import build
from shopweave.recommend.shelf import pack
from shopweave.recommend.train import MODEL, due, facts_of, gate, train
from shopweave.recommend.training import learn, repeat_share

AT = datetime(2022, 6, 8, tzinfo=UTC)


def quiet(_note: str) -> None:
    """Nobody listens."""


def test_quality_is_measured_beside_popularity_and_the_live_weights() -> None:
    """The figures name the window, all groups, and who took part."""
    shop = past()
    first = learn(shop, NOW, None, quiet)
    live = {signal.name: weight for signal, weight in first.home.items()}
    figures = learn(shop, NOW, live, quiet).figures
    assert set(figures["quality"]) == {"blend", "live", "popularity-recent"}
    assert figures["quality"]["blend"] > figures["quality"]["popularity-recent"]
    assert sum(group["tested"] for group in figures["groups"].values()) == figures["tested"]


def test_a_shop_of_single_purchases_hides_what_was_bought() -> None:
    """Where nobody buys anything twice, as with films, known products are not shown again."""
    shop = past()
    pairs = shop.customers * len(shop.products) + shop.items
    _, once = np.unique(pairs, return_index=True)
    single = Past(
        shop.products,
        shop.texts,
        shop.customers[once],
        shop.items[once],
        shop.baskets[once],
        shop.times[once],
        shop.people,
    )
    assert repeat_share(single) == 0
    assert learn(single, NOW, None, quiet).hides_bought


def test_a_shop_without_any_sale_still_has_neighbours(tmp_path: Path) -> None:
    """With zero purchases there is a model: content only."""
    none = np.array([], dtype=np.int64)
    empty = Past(PRODUCTS, past().texts, none, none, none, none.astype(float), 0)
    learned = learn(empty, NOW, None, quiet)
    files = {**pack(learned.models), "products": PRODUCTS}
    model = build(ArtefactStore(tmp_path).write(MODEL, files, facts_of(empty, learned), AT))
    assert len(model.products) == len(PRODUCTS)
    assert model.votes("content") is not None


def test_the_same_past_gives_the_same_model() -> None:
    """Nothing in a training depends on chance."""
    first, second = (learn(past(), NOW, None, quiet) for _ in range(2))
    assert first.home == second.home
    assert first.cart == second.cart


def manifest(blend: float, live: float, loyal: float = 0.5) -> Manifest:
    """A candidate with these figures on the same weeks as the live model."""
    groups = {"loyal": {"tested": 100, "blend": loyal, "live": 0.5}}
    facts = {"quality": {"blend": blend, "live": live}, "groups": groups}
    return Manifest(MODEL, "v", AT, "1", facts, {}, 0)


RELEASE = Release(1, MODEL, "old", AT, "somebody", "", {})


def test_an_equal_model_passes() -> None:
    """Equal quality is good enough; the first model always is."""
    passed = [gate(manifest(0.3, 0.3), RELEASE), gate(manifest(0.1, 0.3), None)]
    assert passed == [None, None]


@pytest.mark.parametrize(
    ("candidate", "words"),
    [(manifest(0.2, 0.3), "overall"), (manifest(0.3, 0.3, loyal=0.3), "loyal")],
)
def test_a_worse_model_is_stopped(candidate: Manifest, words: str) -> None:
    """Worse overall, or for one group of customers: it stays in the drawer, and says why."""
    with pytest.raises(NotGoodEnough, match=words):
        gate(candidate, RELEASE)


def test_a_new_model_is_due_when_there_is_reason(database: Database, tmp_path: Path) -> None:
    """Due without a model and after a day; not again an hour after it was made."""
    store = ArtefactStore(tmp_path)
    assert due(database, store, AT)
    train(database, store, AT, "test", quiet)
    assert not due(database, store, AT + timedelta(hours=1))
    assert due(database, store, AT + timedelta(days=1))
