"""Answer what people type: found by words, put in order for the person, written down."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from shopweave.algorithms.search import rerank
from shopweave.decisions import Decision, Ledger
from shopweave.foundation.clock import Clock
from shopweave.recommend import EXPERIMENT, Offer, Recommender, Suiting, Who
from shopweave.search.index import Index
from shopweave.search.types import ALL, Filters, Found, Hit

KIND = "search"
IN_ORDER = 100


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
        ordered = _ordered(hits, suiting)
        page = tuple(ordered[wish.offset : end])
        decision = None
        if not wish.typing:
            decision = self._decide(wish, who, page, [hit.id for hit in hits], found, suiting)
        return Answer(page, found, offer, decision)

    def _decide(
        self,
        wish: Wish,
        who: Who,
        page: Sequence[str],
        by_words: Sequence[str],
        found: Found,
        suiting: Suiting,
    ) -> Decision:
        filters = {name: value for name, value in asdict(wish.filters).items() if value is not None}
        places = {product: place for place, product in enumerate(by_words)}
        moved = [places[product] - wish.offset - n for n, product in enumerate(page)]
        decision = Decision(
            kind=KIND,
            subject_kind="customer" if who.person.id else "visitor",
            subject_id=who.unit or "",
            at=self._clock.now(),
            what={"items": list(page), "total": found.total},
            reasons=[
                {"code": "suits", "count": up} if up > 0 else {"code": "words"} for up in moved
            ],
            inputs={"words": wish.text, "offset": wish.offset, "limit": wish.limit, **filters},
            model_version=suiting.model_version,
            preferences_version=suiting.preferences_version,
            experiment=EXPERIMENT if suiting.arm else None,
            arm=suiting.arm,
        )
        self._ledger.queue(decision)
        return decision


def _ordered(hits: Sequence[Hit], suiting: Suiting) -> list[str]:
    best, rest = hits[:IN_ORDER], hits[IN_ORDER:]
    liking = [suiting.liking[hit.id] for hit in best]
    order = rerank([hit.score for hit in best], liking)
    return [*(best[place].id for place in order), *(hit.id for hit in rest)]
