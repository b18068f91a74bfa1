"""What visitors look at next is learned from past visits, kept and explained."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from tests.integration.recommend.front import Front, soon
from tests.integration.recommend.made_shop import NOW, PRODUCTS, past

from shopweave.algorithms.recommend import Histories, visits
from shopweave.commerce import catalog, events
from shopweave.commerce.events import Looked
from shopweave.foundation.artefacts import ArtefactStore
from shopweave.recommend.attending import NEXT_LOOK, USUAL_ATTENTION
from shopweave.recommend.choose import Scene, choose
from shopweave.recommend.next_look import learn_visits
from shopweave.recommend.record import LOOKS
from shopweave.recommend.serving import Serving, build, for_strangers
from shopweave.recommend.shelf import pack
from shopweave.recommend.train import MODEL, facts_of
from shopweave.recommend.training import Learned, learn
from shopweave.recommend.types import Code, Deed, Person, Question, Slot

AT = datetime(2022, 6, 8, tzinfo=UTC)


def walks(count: int = 600, seed: int = 5) -> Histories:
    """Visitors go along a fixed circle through all products, by steps of seven."""
    random = np.random.default_rng(seed)
    who, what, when = [], [], []
    for visitor in range(count):
        first, length = int(random.integers(22)), int(random.integers(3, 6))
        who += [visitor] * length
        what += [(first + 7 * step) % 22 for step in range(length)]
        when += [NOW - 20 + visitor / 40 + step / 1440 for step in range(length)]
    return visits(np.array(who), np.array(what), np.array(when), 22)


def learned() -> Learned:
    """A training on purchases and visits."""
    return learn(replace(past(), visits=walks()), NOW, None, lambda _note: None)


def serving(folder: Path, found: Learned) -> Serving:
    """The trained version, written and opened again."""
    files = {**pack(found.models), "products": PRODUCTS}
    return build(ArtefactStore(folder).write(MODEL, files, facts_of(past(), found), AT))


def test_visits_are_measured_and_kept(tmp_path: Path) -> None:
    """The figures stand in the facts, and the model survives its way through files."""
    found = learned()
    figures = found.figures["next_look"]
    assert figures["visits"] == 600
    assert figures["mrr@20"]["next-look"] > 2 * figures["mrr@20"]["alike"]
    opened = serving(tmp_path, found).next_look
    assert opened is not None
    asked = walks(3)
    kept = found.models[NEXT_LOOK].scores(asked, NOW)
    assert np.allclose(opened.scores(asked, NOW), kept)


def test_the_next_step_is_offered_with_its_reason(tmp_path: Path) -> None:
    """Who went from 3 to 10 is offered 17, because of 10."""
    model = serving(tmp_path, learned())
    seen = tuple(Deed(PRODUCTS[place], NOW - 0.01) for place in (3, 10))
    scene = Scene(model, Person(seen=seen), Question(Slot.home, 6), np.ones(22, bool), NOW)
    offered = {each.product: each.reason for each in choose(scene)}
    assert PRODUCTS[17] in offered
    assert offered[PRODUCTS[17]].code == Code.because_seen
    assert offered[PRODUCTS[17]].product == PRODUCTS[10]


def test_few_visits_teach_nothing() -> None:
    """A young shop goes by likeness alone, and the facts say how many visits there were."""
    models = learned().models
    found = learn_visits(walks(50), models, for_strangers(models))
    assert found.model is None
    assert found.figures == {"visits": 50}
    assert found.attention == USUAL_ATTENTION


def test_visits_that_follow_paths_are_believed() -> None:
    """Where the next look can be told from the last, looks count more than what sells well."""
    models = {name: model for name, model in learned().models.items() if name != NEXT_LOOK}
    found = learn_visits(walks(), models, for_strangers(models))
    assert found.model is not None
    assert found.attention > USUAL_ATTENTION


def test_what_tells_no_more_is_not_used() -> None:
    """Beside something that knows the paths already, visits are measured and left alone."""
    models = learned().models
    found = learn_visits(walks(), models, for_strangers(models))
    assert found.figures["mrr@20"]["alike"] >= found.figures["mrr@20"]["next-look"]
    assert found.model is None


def test_looks_are_read_in_their_order(front: Front) -> None:
    """Views of known products by a visitor, oldest first; other events and strangers are left."""
    for code in ("10003", "10010", "no-such-code"):
        front.tell("anna", "Product Viewed", product_id=code)
    front.tell("anna", "Products Searched", query="thing")

    def read() -> Looked:
        with front.shop.database.read() as tx:
            return events.looked(tx, LOOKS)

    assert soon(lambda: len(read().at) == 2)
    found = read()
    with front.shop.database.read() as tx:
        ids = [found.products[place] for place in found.product]
        names = [product.external_id for product in catalog.products(tx, ids)]
    assert names == ["10003", "10010"]
    assert len(found.visitors) == 1
    assert found.at[0] <= found.at[1]
