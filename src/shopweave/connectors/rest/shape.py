"""Where in a shop's answer the items are, and how the next page is asked for."""

from collections.abc import Mapping
from typing import Any

from shopweave.connectors.contract import Answer, Entity, Unexpected

_HOLDERS = ("items", "data", "results", "rows", "list", "records")
_ONWARD = ("next", "next_url", "nextPage", "next_page")


def items(answer: Answer, entity: Entity, host: str) -> list[Mapping[str, Any]]:
    """The items of a page: the answer is a list, or holds one under a usual name."""
    body = answer.json
    found = body if isinstance(body, list) else _held(body, entity)
    if found is None or not all(isinstance(one, Mapping) for one in found):
        raise Unexpected(host=host, detail=f"no list of {entity.value}")
    return found


def onward(answer: Answer) -> str | None:
    """Address of the next page, in the body or in a Link header; None at the end."""
    body = answer.json
    for holder in (body, body.get("links") if isinstance(body, Mapping) else None):
        if isinstance(holder, Mapping):
            for name in _ONWARD:
                if isinstance(holder.get(name), str) and holder[name]:
                    return str(holder[name])
    for part in answer.headers.get("link", "").split(","):
        address, _, relation = part.partition(";")
        if 'rel="next"' in relation:
            return address.strip().strip("<>")
    return None


def total(answer: Answer) -> int | None:
    """How many there are in all, where the shop tells."""
    body = answer.json if isinstance(answer.json, Mapping) else {}
    for found in (body.get("total"), body.get("count"), answer.headers.get("x-total-count")):
        if isinstance(found, int) or (isinstance(found, str) and found.isdigit()):
            return int(found)
    return None


def _held(body: Any, entity: Entity) -> Any:
    if not isinstance(body, Mapping):
        return None
    for name in (entity.value, *_HOLDERS):
        held = body.get(name)
        if isinstance(held, list):
            return held
        if isinstance(held, Mapping):
            return _held(held, entity)
    return None
