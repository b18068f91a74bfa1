"""What Today speaks about."""

from shopweave.foundation.database import Transaction
from shopweave.web.console.page import View
from shopweave.web.console.today import learning, past, profits, shelves, trade, trouble
from shopweave.web.console.today.sentence import Sentence

_TOPICS = (trouble, shelves, profits, trade, past, learning)


def every_sentence(view: View, tx: Transaction) -> list[Sentence]:
    """All that could be said; `chosen` picks what matters."""
    return [one for topic in _TOPICS for one in topic.sentences(view, tx)]
