"""The page of models."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Form
from starlette.responses import Response

from shopweave import recommend
from shopweave.foundation import jobs
from shopweave.foundation.artefacts import Release
from shopweave.foundation.database import Transaction
from shopweave.foundation.jobs import State
from shopweave.trust import audit
from shopweave.trust.permissions import Permission
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, opened

router = APIRouter()
Visit = Annotated[Page, opened(Permission.MODELS_READ)]
Change = Annotated[Page, opened(Permission.MODELS_MANAGE)]
HOME = "/models"


@dataclass(frozen=True, slots=True)
class Shown:
    """One model: the release that serves, those before it, and what lies on disk."""

    name: str
    live: Release
    history: list[Release]
    on_disk: frozenset[str]

    @property
    def quality(self) -> list[tuple[str, float]]:
        """Method to ndcg@10 on the latest weeks, the best first."""
        return ranked(self.live.facts.get("quality", {}))

    @property
    def weights(self) -> list[tuple[str, float]]:
        """Each model with its share of what counts, the strongest first; shapes are added up."""
        found = self.live.facts.get("home", {})
        sums = Counter[str]()
        for sign, weight in found.items():
            sums[sign.rpartition(".")[0]] += abs(weight)
        whole = sums.total()
        return [(name, weight / whole) for name, weight in sums.most_common() if weight]

    @property
    def best(self) -> float:
        """The largest figure on the page, for the length of its bars."""
        groups = self.live.facts.get("groups", {}).values()
        figures = [figure for _, figure in self.quality]
        return max([*figures, *(float(group.get("blend", 0)) for group in groups)], default=0.0)


@router.get(HOME)
def index(page: Visit) -> Response:
    """Show every model."""
    store = page.house.artefacts
    with page.house.database.read() as tx:
        shown = [_shown(page, tx, name) for name in store.models(tx)]
        under_way = jobs.newest(tx, (State.WAITING, State.RUNNING), recommend.TRAIN, 3)
    return page.show(
        "models/page.html",
        models=[one for one in shown if one],
        under_way=under_way,
        may_change=page.principal.may(Permission.MODELS_MANAGE),
    )


@router.post(HOME + "/train")
def train(page: Change) -> Response:
    """Train in the background."""
    with page.house.database.write() as tx:
        payload = {"by": page.principal.id}
        jobs.enqueue(tx, recommend.TRAIN, payload, unique_key=recommend.TRAIN)
        page.note(tx, "model.training_asked", "model:recommend")
    return page.go(HOME, Notice(page.say("models.training")))


@router.post(HOME + "/{model}/roll-back")
def roll_back(model: str, page: Change, to: Annotated[str, Form()] = "") -> Response:
    """Let an earlier version serve again; undone by rolling back to the one that served."""
    store, who = page.house.artefacts, page.principal
    with page.house.database.write() as tx:
        before = store.live(tx, model)
        version = store.roll_back(tx, model, page.now, who.id, to)
        detail = {"to": version}
        audit.record(tx, who, "model.rolled_back", f"model:{model}", detail, at=page.now)
    fields = {"to": before.version} if before else {}
    told = page.say("models.rolled_back", version=version)
    return page.go(HOME, Notice(told, f"{HOME}/{model}/roll-back", fields))


def ranked(quality: Mapping[str, Any]) -> list[tuple[str, float]]:
    """Methods with their figure, the best first."""
    figures = {name: float(value) for name, value in quality.items() if value is not None}
    return sorted(figures.items(), key=lambda item: -item[1])


def _shown(page: Page, tx: Transaction, name: str) -> Shown | None:
    store = page.house.artefacts
    live = store.live(tx, name)
    if live is None or live.facts.get("events") == 0:
        return None
    return Shown(name, live, store.history(tx, name, 8), frozenset(store.versions(name)))
