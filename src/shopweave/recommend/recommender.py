"""Answer questions: who asks, what may be shown, the list, its reasons, one row in the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shopweave.decisions import HOLDOUT, Decision, Ledger, arm_of, with_holdout
from shopweave.foundation.artefacts import ArtefactStore, Live
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, micros
from shopweave.foundation.preferences import Preferences
from shopweave.recommend.choose import Scene, choose
from shopweave.recommend.offer import Offer
from shopweave.recommend.people import People
from shopweave.recommend.preferences import Recommendations
from shopweave.recommend.record import DAY
from shopweave.recommend.serving import Serving, build
from shopweave.recommend.train import MODEL
from shopweave.recommend.types import NOBODY, Code, Person, Question, Reason, Slot, Suggestion
from shopweave.recommend.watch import Watch
from shopweave.recommend.wording import say

EXPERIMENT = "recommendations"
KIND = "recommendations"


@dataclass(frozen=True, slots=True)
class Answer:
    """A list and the decision behind it."""

    decision: Decision
    suggestions: tuple[Suggestion, ...]
    offer: Offer

    def products(self) -> list[str]:
        """All products that the answer shows or names."""
        named = [s.reason.product for s in self.suggestions if s.reason.product is not None]
        return list(dict.fromkeys([s.product for s in self.suggestions] + named))


class Recommender:
    """Recommends from the live model; without one, the newest products. Safe to share."""

    def __init__(
        self,
        database: Database,
        store: ArtefactStore,
        ledger: Ledger,
        preferences: Preferences,
        clock: Clock,
    ) -> None:
        self._database, self._ledger, self._clock = database, ledger, clock
        self._preferences = preferences
        self.people = People(database, clock)
        self.watch = Watch(database, self.people)
        self.live: Live[Serving] = Live(database, store, MODEL, build)

    def start(self) -> "Recommender":
        """Load the live model and follow the shop in the background."""
        self.live.start()
        self.watch.start()
        return self

    def stop(self) -> None:
        """Follow no longer."""
        self.watch.stop()
        self.live.stop()

    def answer(self, person: Person, question: Question, unit: str | None = None) -> Answer:
        """Choose a list and queue its row in the ledger; some milliseconds, no database.

        unit: who takes part in the experiment; the person when it is None. Those in the holdout
        get the list of a stranger. Raises `Overloaded` when the ledger cannot keep up.
        """
        unit = unit or person.id
        snapshot = self._preferences.now
        experiment = with_holdout(EXPERIMENT, snapshot.get(Recommendations).holdout_percent)
        arm = arm_of(experiment, unit) if unit else None
        served = NOBODY if arm == HOLDOUT else person
        serving, offer, now = self.live.serving, self.watch.offer, self._clock.now()
        chosen = _chosen(serving, served, question, offer, micros(now) / DAY)
        decision = Decision(
            kind=KIND,
            subject_kind="customer" if person.id else "visitor",
            subject_id=unit or "",
            at=now,
            what={"slot": question.slot.value, "items": [s.product for s in chosen]},
            reasons=[s.reason.data() for s in chosen],
            inputs=_inputs(served, question, offer),
            model_version=serving.version if serving else None,
            preferences_version=snapshot.version,
            experiment=EXPERIMENT if arm else None,
            arm=arm,
        )
        self._ledger.queue(decision)
        return Answer(decision, chosen, offer)

    def document(self, answer: Answer, language: str) -> dict[str, Any]:
        """The answer as JSON values with cards and reasons in words; reads missing cards."""
        missing = answer.offer.missing(answer.products(), language)
        if missing:
            answer.offer.learn(self._database, missing, language)
        return document(answer, language)


def document(answer: Answer, language: str) -> dict[str, Any]:
    """The answer as JSON values, from cards that were read."""
    decision = answer.decision
    items = [_item(answer.offer, suggestion, language) for suggestion in answer.suggestions]
    return {
        "rec_id": decision.id,
        "slot": decision.what["slot"],
        "model": decision.model_version,
        "items": [item for item in items if item is not None],
    }


def _item(offer: Offer, suggestion: Suggestion, language: str) -> Mapping[str, Any] | None:
    card = offer.card(suggestion.product, language)
    if card is None:
        return None
    reason = suggestion.reason
    named = offer.card(reason.product, language) if reason.product else None
    text = say(reason, language, named["title"] if named else None)
    return {**card, "reason": {**reason.data(), "text": text}}


def _chosen(
    serving: Serving | None, person: Person, question: Question, offer: Offer, now: float
) -> tuple[Suggestion, ...]:
    if serving is None:
        return _newest(offer, person, question, ())
    scene = Scene(serving, person, question, offer.mask(serving), now)
    chosen = tuple(choose(scene))
    room = question.limit - len(chosen)
    if question.slot is Slot.home and room == 0 and question.limit >= 8:
        fresh = _newest(offer, person, Question(Slot.home, 1), serving.places)
        return (*chosen[: question.limit - len(fresh)], *fresh)
    known = {*(s.product for s in chosen)}
    more = _newest(offer, person, question, known)[:room] if room else ()
    return (*chosen, *more)


def _newest(offer: Offer, person: Person, question: Question, known: Any) -> tuple[Suggestion, ...]:
    """The newest products that are not `known`, not in the cart and not the asked one."""
    out = {*person.cart, *question.cart, question.product}
    fresh = [p for p in offer.newest if p not in known and p not in out][: question.limit]
    return tuple(Suggestion(product, Reason(Code.new)) for product in fresh)


def _inputs(person: Person, question: Question, offer: Offer) -> dict[str, Any]:
    """References to what the list was made from; the deeds themselves stay in their ledgers."""
    last = max((deed.at for deed in (*person.bought[-1:], *person.seen[-1:])), default=None)
    return {
        "bought": len(person.bought),
        "seen": len(person.seen),
        "until_day": last,
        "personal": person.personal,
        "product": question.product,
        "cart": list(question.cart),
        "catalogue": offer.revision,
    }
