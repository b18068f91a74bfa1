"""What a shop's word for the stage of an order means."""

import tomllib
import unicodedata
from functools import cache
from importlib import resources

from shopweave.commerce.orders import OrderStatus

# JD puts this before the stage that a deleted order had reached.
_DELETED = "(删除)"


def status_of(word: str | None) -> OrderStatus:
    """The canonical stage; completed for no word and for an unknown one."""
    said = unicodedata.normalize("NFKC", word or "").strip().casefold()
    if said.startswith(_DELETED):
        return OrderStatus.CANCELLED
    return _stages().get(said, OrderStatus.COMPLETED)


@cache
def _stages() -> dict[str, OrderStatus]:
    text = resources.files(__package__).joinpath("statuses.toml").read_text("utf-8")
    return {
        unicodedata.normalize("NFKC", word): OrderStatus(stage)
        for stage, words in tomllib.loads(text).items()
        for word in words
    }
