"""Turn a shop's items into drafts, one by one: a wrong one is refused, the others come in."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

from shopweave.connectors.contract.errors import Trouble, WrongForm
from shopweave.connectors.contract.types import Refused
from shopweave.foundation.problems import Problem

Draft = TypeVar("Draft")


def each(
    items: Iterable[Any], draft: Callable[[Any], Draft], key: str = "id"
) -> tuple[tuple[Draft, ...], tuple[Refused, ...]]:
    """Drafts of the items that are right, and what is refused of the others.

    `draft` raises a problem, or trips over what is not there. key: the item's field of its id.
    """
    good: list[Draft] = []
    bad: list[Refused] = []
    for item in items:
        try:
            good.append(draft(item))
        except Trouble:
            raise
        except Problem as problem:
            bad.append(Refused(_id(item, key), problem.code(), problem))
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            field = str(error.args[0])[:80] if error.args else type(error).__name__
            bad.append(Refused(_id(item, key), field, WrongForm(field=field)))
    return tuple(good), tuple(bad)


def instant(text: str) -> datetime:
    """A point in time from ISO 8601; one without a zone is UTC. Raises ValueError."""
    time = datetime.fromisoformat(text)
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _id(item: Any, key: str) -> str:
    return str(item.get(key, ""))[:200] if isinstance(item, Mapping) else ""
