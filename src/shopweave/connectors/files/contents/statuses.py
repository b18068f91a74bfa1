"""What a shop's word for the stage of an order means."""

import tomllib
from functools import cache
from importlib import resources

from shopweave.commerce.orders import OrderStatus


def status_of(word: str | None) -> OrderStatus:
    """The canonical stage; completed for no word and for an unknown one."""
    return _stages().get((word or "").strip().casefold(), OrderStatus.COMPLETED)


@cache
def _stages() -> dict[str, OrderStatus]:
    text = resources.files(__package__).joinpath("statuses.toml").read_text("utf-8")
    return {
        word: OrderStatus(stage) for stage, words in tomllib.loads(text).items() for word in words
    }
