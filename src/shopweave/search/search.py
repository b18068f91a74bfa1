"""Answer what people type: found by words, put in order for the person, written down."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from shopweave.algorithms.search import rerank
from shopweave.decisions import Decision, Ledger
from shopweave.foundation.clock import Clock
from shopweave.recommend import EXPERIMENT, Offer, Recommender, Suiting, Who
from shopweave.search.index import Index
from shopweave.search.types import ALL, Filters, Found, Hit

KIND = "search"
IN_ORDER = 100
Reason = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked; typing: the words are not finished, so nothing is decided yet."""

    text: str
    filters: Filters = ALL
    limit: int = 10
    offset: int = 0
    typing: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The products of the page in order; decision: None while somebody types."""

    products: tuple[str, ...]
    found: Found
    offer: Offer
    decision: Decision | None


class Search:
    """Searches the index; safe to share."""

    def __init__(
        self, index: Index, recommender: Recommender, ledger: Ledger, clock: Clock
    ) -> None:
        self._index, self._recommender = index, recommender
        self._ledger, self._clock = ledger, clock

    def answer(self, wish: Wish, who: Who) -> Answer:
        """One page of results; its row in the ledger is queued. No database.

        The best hundred are put in order for the person, those behind them stay by words.
        """
        end = wish.offset + wish.limit
        found = self._index.find(wish.text, wish.filters, limit=max(end, IN_ORDER))
        offer = self._recommender.watch.offer
        hits = [hit for hit in found.hits if offer.leaders.get(hit.id, hit.id) in offer.sellable]
        suiting = self._recommender.suiting(who.person, [hit.id for hit in hits], who.unit)
        page = tuple(_ordered(hits, suiting.liking)[wish.offset : end])
        if wish.typing:
            return Answer(page, found, offer, None)
        reasons = _reasons(hits, suiting)
        shown = [reasons[product] for product in page]
        return Answer(page, found, offer, self._decide(wish, who, page, shown, found, suiting))

    def _decide(
        self,
        wish: Wish,
        who: Who,
        page: Sequence[str],
        reasons: Sequence[Reason],
        found: Found,
        suiting: Suiting,
    ) -> Decision:
        filters = {name: value for name, value in asdict(wish.filters).items() if value is not None}
        decision = Decision(
            kind=KIND,
            subject_kind="customer" if who.person.id else "visitor",
            subject_id=who.unit or "",
            at=self._clock.now(),
            what={"items": list(page), "total": found.total},
            reasons=list(reasons),
            inputs={"words": wish.text, "offset": wish.offset, "limit": wish.limit, **filters},
            model_version=suiting.model_version,
            preferences_version=suiting.preferences_version,
            experiment=EXPERIMENT if suiting.arm else None,
            arm=suiting.arm,
        )
        self._ledger.queue(decision)
        return decision


def _ordered(hits: Sequence[Hit], liking: Mapping[str, float]) -> list[str]:
    best, rest = hits[:IN_ORDER], hits[IN_ORDER:]
    order = rerank([hit.score for hit in best], [liking[hit.id] for hit in best])
    return [*(best[place].id for place in order), *(hit.id for hit in rest)]


def _reasons(hits: Sequence[Hit], suiting: Suiting) -> dict[str, Reason]:
    """Why each stands where it does.

    Moved up by what the person did, else by what sells well, else where the words put it.
    """
    by_words = _places([hit.id for hit in hits])
    usual, final = (_places(_ordered(hits, liking)) for liking in (suiting.usual, suiting.liking))
    return {
        product: _reason(by_words[product], usual[product], final[product]) for product in final
    }


def _reason(by_words: int, usual: int, final: int) -> Reason:
    if final < usual:
        return {"code": "suits", "count": usual - final}
    if final < by_words:
        return {"code": "sells", "count": by_words - final}
    return {"code": "words"}


def _places(products: Sequence[str]) -> dict[str, int]:
    return {product: place for place, product in enumerate(products)}
