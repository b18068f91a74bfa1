"""Safety stock: what a channel must not sell, so that two shops never sell the last one."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from shopweave.commerce import catalog, inbound
from shopweave.commerce.stock.errors import NoSafety
from shopweave.commerce.stock.news import tell
from shopweave.commerce.stock.promised import Safety, SafetyScope
from shopweave.commerce.stock.records import ledger
from shopweave.commerce.stock.records import safety as records
from shopweave.foundation.database import Transaction

EVERY_CHANNEL = ""
_MOST = 1_000_000


class SafetyStock:
    """What is kept back of articles, by channel: the closest word counts.

    An article's own word comes before its category's, that before the default; at each of these
    the channel's own word before that for every channel.
    """

    def __init__(self, said: Iterable[Safety], categories: Mapping[str, Iterable[str]]) -> None:
        self._said = {(one.scope, one.subject, one.source_id): one.units for one in said}
        self._categories = categories

    def of(self, article_id: str, source_id: str | None) -> float:
        """Units of an article that a channel leaves alone; without a channel, none."""
        if source_id is None:
            return 0.0
        for channel in (source_id, EVERY_CHANNEL):
            own = self._said.get((SafetyScope.ARTICLE, article_id, channel))
            if own is not None:
                return own
        for channel in (source_id, EVERY_CHANNEL):
            units = [
                found
                for category in self._categories.get(article_id, ())
                if (found := self._said.get((SafetyScope.CATEGORY, category, channel))) is not None
            ]
            if units:
                return max(units)
        default = self._said.get((SafetyScope.DEFAULT, "", EVERY_CHANNEL), 0.0)
        return self._said.get((SafetyScope.DEFAULT, "", source_id), default)


def safety_of(tx: Transaction, variant_ids: Iterable[str]) -> SafetyStock:
    """Read what is said of the articles of these variants."""
    return safety_on(tx, catalog.all_forms(tx, variant_ids))


def safety_on(tx: Transaction, members: Mapping[str, Sequence[str]]) -> SafetyStock:
    """Read what is said of articles with these forms."""
    own = records.about(tx, members.keys())
    categorised = records.of_categories(tx)
    if not categorised:
        return SafetyStock(own, {})
    categories = catalog.category_ids(tx, [v for some in members.values() for v in some])
    named = {
        article: {one for variant in some for one in categories.get(variant, ())}
        for article, some in members.items()
    }
    return SafetyStock([*own, *categorised], named)


def safety_said(tx: Transaction, safety: Safety) -> float | None:
    """What is said of exactly this, None for nothing."""
    return _before(tx, safety)


def set_safety(tx: Transaction, safety: Safety, now: datetime) -> float | None:
    """Keep back so many units; returns what was said before, None for nothing.

    Raises `NoSafety` for a number that is none.
    """
    if not 0 <= safety.units <= _MOST:
        raise NoSafety(units=str(safety.units), most=_MOST)
    before = _before(tx, safety)
    records.put(tx, safety, now)
    _tell(tx, safety, now)
    return before


def drop_safety(tx: Transaction, safety: Safety, now: datetime) -> None:
    """Say nothing of it any more: the next wider word counts again."""
    records.drop(tx, safety)
    _tell(tx, safety, now)


def _before(tx: Transaction, safety: Safety) -> float | None:
    for one in records.about(tx, [safety.subject]):
        if (one.scope, one.subject, one.source_id) == (
            safety.scope,
            safety.subject,
            safety.source_id,
        ):
            return one.units
    return None


def _tell(tx: Transaction, safety: Safety, now: datetime) -> None:
    inbound.take_turn(tx)
    if safety.scope is SafetyScope.ARTICLE:
        tell(tx, catalog.members(tx, [safety.subject])[safety.subject])
    else:
        tell(tx, ledger.variants(tx))
