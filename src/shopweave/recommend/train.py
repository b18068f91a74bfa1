"""Train from the record and make the result live, unless the live model is better."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from shopweave.foundation.artefacts import (
    ArtefactStore,
    Manifest,
    NotGoodEnough,
    Release,
)
from shopweave.foundation.database import Database, micros
from shopweave.recommend.evaluate.contest import BLEND, LIVE, Progress
from shopweave.recommend.record import DAY, Past, read_past
from shopweave.recommend.shelf import Files, pack, pack_weights
from shopweave.recommend.training import Learned, learn
from shopweave.recommend.types import Trained

MODEL = "recommend"
# Two models of equal quality differ by chance; a group is smaller and differs more.
SLACK, GROUP_SLACK, GROUP = 0.005, 0.02, 50
AGE, GROWTH = timedelta(hours=23), 0.2


def train(
    database: Database, store: ArtefactStore, now: datetime, by: str, say: Progress
) -> Trained:
    """Read the record, learn, write a version and publish it.

    A version that is worse than the live one, overall or for a group of customers, is kept on disk
    and not published: the result then says why in `facts["refused"]`.
    """
    with database.read() as tx:
        past, live = read_past(tx), store.live(tx, MODEL)
    say(f"{len(past.times)} purchases and ratings of {past.people} customers")
    learned = learn(past, micros(now) / DAY, _weights(live), say)
    artefact = store.write(MODEL, _files(past, learned), facts_of(past, learned), now)
    facts = dict(artefact.manifest.facts)
    try:
        store.publish(database, artefact, now, by, gate)
    except NotGoodEnough as refused:
        return Trained(artefact.manifest.version, False, {**facts, "refused": str(refused)})
    return Trained(artefact.manifest.version, True, facts)


def due(database: Database, store: ArtefactStore, now: datetime) -> bool:
    """Whether a new model is worth its seconds: there is none, it is a day old, or much is new."""
    newest = next(iter(store.versions(MODEL)), "")
    with database.read() as tx:
        live = store.live(tx, MODEL)
        if live is None or newest < f"{now - AGE:%Y%m%dT%H%M%S}":
            return True
        known = len(read_past(tx).times)
    return known > (1 + GROWTH) * float(live.facts.get("events", 0))


def gate(candidate: Manifest, live: Release | None) -> None:
    """Let a version pass that is not worse than the live one, overall and for each group.

    Both were asked about the same latest weeks, which neither's weights had seen.
    Raises `NotGoodEnough`.
    """
    quality = candidate.facts.get("quality", {})
    if live is None or LIVE not in quality:
        return
    _compare(candidate, "overall", quality, SLACK)
    for group, found in candidate.facts["groups"].items():
        if found["tested"] >= GROUP:
            _compare(candidate, f"for {group} customers", found, GROUP_SLACK)


def _compare(candidate: Manifest, where: str, found: Mapping[str, float], slack: float) -> None:
    mine, theirs = found[BLEND], found[LIVE]
    if mine < theirs - slack:
        reason = f"{where} ndcg@10 {mine:.4f} against {theirs:.4f}"
        raise NotGoodEnough(model=candidate.model, version=candidate.version, reason=reason)


def _weights(live: Release | None) -> Mapping[str, float] | None:
    return None if live is None else live.facts.get("home")


def _files(past: Past, learned: Learned) -> Files:
    return {**pack(learned.models), "products": past.products}


def facts_of(past: Past, learned: Learned) -> dict[str, Any]:
    """What the manifest remembers: weights, size of the data, quality."""
    return {
        "algorithm": "linear blend",
        "home": pack_weights(learned.home),
        "cart": pack_weights(learned.cart),
        "hides_bought": learned.hides_bought,
        "events": len(past.times),
        "customers": past.people,
        "products": len(past.products),
        "first_day": float(past.times.min()) if len(past.times) else None,
        "last_day": past.last,
        "seed": 0,
        **learned.figures,
    }
