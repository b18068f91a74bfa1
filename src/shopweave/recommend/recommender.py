"""Answer questions: who asks, what may be shown, the list, its reasons, one row in the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from shopweave.decisions import HOLDOUT, Decision, Ledger, ModelGone, arm_of, with_holdout
from shopweave.foundation.artefacts import ArtefactStore, Live, NoSuchVersion
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, Transaction, micros
from shopweave.foundation.preferences import Preferences
from shopweave.recommend.choose import Scene, choose, suitability
from shopweave.recommend.linked import faced, lead
from shopweave.recommend.offer import Offer, read_offer
from shopweave.recommend.people import People, read_person
from shopweave.recommend.preferences import Recommendations
from shopweave.recommend.record import DAY
from shopweave.recommend.serving import Serving, build
from shopweave.recommend.train import MODEL
from shopweave.recommend.types import NOBODY, Code, Person, Question, Reason, Slot, Suggestion
from shopweave.recommend.watch import Watch
from shopweave.recommend.wording import say

EXPERIMENT = "recommendations"
KIND = "recommend"


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


@dataclass(frozen=True, slots=True)
class Suiting:
    """How well products suit, 0 to 1 by id, and for whom that was worked out by which model.

    usual: the same for a stranger, whom what sells well suits best.
    """

    liking: Mapping[str, float]
    usual: Mapping[str, float]
    served: Person
    arm: str | None
    model_version: str | None
    preferences_version: int


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
        self._preferences, self._store = preferences, store
        self.people = People(database, clock)
        self.watch = Watch(database, self.people)
        self.live: Live[Serving] = Live(database, store, MODEL, build)

    @property
    def stranger(self) -> Person:
        """Somebody of whom nothing is known."""
        return NOBODY

    def refresh(self) -> None:
        """Look once at the live model and the shop, without following them."""
        self.live.refresh()
        self.watch.look()

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
            kind=f"{KIND}.{question.slot}",
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

    def suiting(self, person: Person, products: Sequence[str], unit: str | None) -> Suiting:
        """How well products suit a person, for a list that was found by other means.

        Those in the holdout are taken for strangers, whom what sells well suits best.
        """
        snapshot = self._preferences.now
        experiment = with_holdout(EXPERIMENT, snapshot.get(Recommendations).holdout_percent)
        arm = arm_of(experiment, unit) if unit else None
        served = NOBODY if arm == HOLDOUT else person
        serving, offer = self.live.serving, self.watch.offer
        now = micros(self._clock.now()) / DAY
        usual = _liking(serving, NOBODY, offer, products, now)
        known = served.personal and (served.bought or served.seen)
        liking = _liking(serving, served, offer, products, now) if known else usual
        version = serving.version if serving else None
        return Suiting(liking, usual, served, arm, version, snapshot.version)

    def preview(self, person: Person, question: Question) -> tuple[Suggestion, ...]:
        """What would be answered now, for somebody who looks over its shoulder; no decision."""
        day = micros(self._clock.now()) / DAY
        return _chosen(self.live.serving, person, question, self.watch.offer, day)

    def replay(self, tx: Transaction, decision: Decision) -> dict[str, Any]:
        """Decide again with the model and the deeds of then, over today's catalogue.

        Raises `ModelGone` when the version was tidied away.
        """
        inputs, what = decision.inputs or {}, decision.what
        question = Question(
            Slot(what["slot"]), inputs["limit"], inputs["product"], tuple(inputs["cart"])
        )
        person = _then(tx, decision) if inputs["deeds"] else NOBODY
        offer, day = read_offer(tx), micros(decision.at) / DAY
        chosen = _chosen(self._version(decision), person, question, offer, day)
        return {"slot": what["slot"], "items": [s.product for s in chosen]}

    def _version(self, decision: Decision) -> Serving | None:
        if decision.model_version is None:
            return None
        try:
            return build(self._store.open(MODEL, decision.model_version))
        except NoSuchVersion as gone:
            raise ModelGone(decision=decision.id, version=decision.model_version) from gone

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


def _liking(
    serving: Serving | None, person: Person, offer: Offer, products: Sequence[str], now: float
) -> dict[str, float]:
    """How well each product suits the person; of products that are one, the leader is asked."""
    if serving is None:
        return dict.fromkeys(products, 0.0)
    led, question = lead(person, Question(Slot.home), offer.leaders)
    scene = Scene(serving, led, question, offer.mask(serving), serving.day(now, person.bought))
    heads = {product: offer.leaders.get(product, product) for product in products}
    shares = suitability(scene, list(heads.values()))
    return {product: shares[head] for product, head in heads.items()}


def _chosen(
    serving: Serving | None, person: Person, question: Question, offer: Offer, now: float
) -> tuple[Suggestion, ...]:
    person, question = lead(person, question, offer.leaders)
    return faced(_led(serving, person, question, offer, now), offer)


def _led(
    serving: Serving | None, person: Person, question: Question, offer: Offer, now: float
) -> tuple[Suggestion, ...]:
    if serving is None:
        return _newest(offer, person, question, ())
    day = serving.day(now, person.bought)
    scene = Scene(serving, person, question, offer.mask(serving), day)
    chosen = tuple(choose(scene))
    room = question.limit - len(chosen)
    if question.slot is Slot.home and room == 0 and question.limit >= 8:
        fresh = _newest(offer, person, Question(Slot.home, 1), serving.places)
        return (*chosen[: question.limit - len(fresh)], *fresh)
    known = {*(s.product for s in chosen)}
    more = _newest(offer, person, question, known)[:room] if room else ()
    return (*chosen, *more)


def _then(tx: Transaction, decision: Decision) -> Person:
    """The person as known at the decision: nothing that was done later."""
    person, day = read_person(tx, decision.subject_id, decision.at), micros(decision.at) / DAY
    return replace(
        person,
        bought=tuple(deed for deed in person.bought if deed.at <= day),
        seen=tuple(deed for deed in person.seen if deed.at <= day),
    )


def _newest(offer: Offer, person: Person, question: Question, known: Any) -> tuple[Suggestion, ...]:
    """The newest products that are not `known`, not in the cart and not the asked one."""
    out = {*person.cart, *question.cart, question.product}
    fresh = [p for p in offer.newest if p not in known and p not in out][: question.limit]
    return tuple(Suggestion(product, Reason(Code.new)) for product in fresh)


def _inputs(person: Person, question: Question, offer: Offer) -> dict[str, Any]:
    """References to what the list was made from; the deeds themselves stay in their ledgers."""
    last = max((deed.at for deed in (*person.bought[-1:], *person.seen[-1:])), default=None)
    return {
        "deeds": len(person.bought) + len(person.seen),
        "until_day": last,
        "personal": person.personal,
        "limit": question.limit,
        "product": question.product,
        "cart": list(question.cart),
        "catalogue": offer.revision,
    }
