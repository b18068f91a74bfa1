"""What may be the same is proposed with its reasons; a person decides, and may think again."""

import pytest
from tests.integration.goods.two_shops import NOW, fill

from shopweave import decisions, goods
from shopweave.commerce import catalog
from shopweave.decisions import Kinds, State
from shopweave.foundation.clock import ManualClock
from shopweave.foundation.database import Database
from shopweave.goods import duplicates

DUPLICATES = goods.Duplicates(ManualClock(NOW))
KINDS = Kinds().on(goods.KIND, approve=DUPLICATES.approve, undo=DUPLICATES.undo)


def _pairs(database: Database) -> dict[frozenset[str], str]:
    with database.read() as tx:
        return {frozenset(one.items): one.id for one in goods.proposed(tx)}


def test_the_same_things_are_found_in_both_languages(database: Database) -> None:
    """Four pairs, told in different words, are proposed; look-alikes of another size are not."""
    ids = fill(database)
    assert goods.find_duplicates(database, NOW) >= 4
    wanted = (("W1", "1"), ("W3", "2"), ("W5", "3"), ("W7", "4"))
    found = _pairs(database)
    assert {frozenset((ids[a], ids[b])) for a, b in wanted} <= found.keys()
    assert frozenset((ids["W4"], ids["2"])) not in found
    assert goods.find_duplicates(database, NOW) == 0


def test_a_proposal_says_why(database: Database) -> None:
    """Reasons are data: the shared number of the model speaks for it, missing words against."""
    ids = fill(database)
    goods.find_duplicates(database, NOW)
    with database.read() as tx:
        proposals = {frozenset(one.items): one for one in goods.proposed(tx)}
    kettle = proposals[frozenset((ids["W1"], ids["1"]))]
    signs = {sign["code"]: sign for sign in kettle.reasons}
    assert signs["code_shared"]["words"] == "twk7203"
    assert signs["code_shared"]["speaks_for"]
    assert signs["price_near"]["speaks_for"]
    assert not signs["words_left_only"]["speaks_for"]


def test_approving_links_and_undoing_parts(database: Database) -> None:
    """The ledger holds each step; after undoing, the pair stands apart."""
    ids = fill(database)
    goods.find_duplicates(database, NOW)
    decision = _pairs(database)[frozenset((ids["W1"], ids["1"]))]
    with database.write() as tx:
        decisions.approve(tx, KINDS, decision, "Ann", NOW)
    with database.read() as tx:
        assert catalog.leaders(tx, [ids["1"]])[ids["1"]] == ids["W1"]
        assert decisions.find(tx, decision).state is State.DONE
    with database.write() as tx:
        decisions.undo(tx, KINDS, decision, "Ann", NOW)
    with database.read() as tx:
        assert catalog.every_leader(tx) == {}


def test_what_is_called_different_is_not_proposed_again(database: Database) -> None:
    """Until somebody asks for it again."""
    ids = fill(database)
    goods.find_duplicates(database, NOW)
    pair = frozenset((ids["W7"], ids["4"]))
    decision = _pairs(database)[pair]
    with database.write() as tx:
        decisions.undo(tx, KINDS, decision, "Ann", NOW)
    goods.find_duplicates(database, NOW)
    assert pair not in _pairs(database)
    with database.write() as tx:
        goods.propose_again(tx, decision, NOW)
    assert pair in _pairs(database)


def test_what_was_called_different_long_ago_stays_so(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many decisions lie between, an old word of a person holds."""
    ids = fill(database)
    goods.find_duplicates(database, NOW)
    pair = frozenset((ids["W7"], ids["4"]))
    with database.write() as tx:
        decisions.undo(tx, KINDS, _pairs(database)[pair], "Ann", NOW)
        for one in [one for one in goods.proposed(tx) if frozenset(one.items) != pair]:
            goods.propose_again(tx, one.id, NOW)
    monkeypatch.setattr(duplicates, "PAGE", 2)
    goods.find_duplicates(database, NOW)
    assert pair not in _pairs(database)


def test_what_is_linked_meanwhile_may_still_be_approved(database: Database) -> None:
    """Two ways to the same link end in one link."""
    ids = fill(database)
    goods.find_duplicates(database, NOW)
    decision = _pairs(database)[frozenset((ids["W1"], ids["1"]))]
    with database.write() as tx:
        catalog.link(tx, ids["W1"], ids["1"], "Ben", NOW)
        decisions.approve(tx, KINDS, decision, "Ann", NOW)
        assert len(catalog.links(tx, ids["1"])) == 1


def test_one_source_has_nothing_to_compare(database: Database) -> None:
    """Without a second catalogue nothing is proposed."""
    assert goods.find_duplicates(database, NOW) == 0
