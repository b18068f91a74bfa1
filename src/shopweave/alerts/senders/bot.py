"""What bots that are spoken to over HTTP have in common."""

from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from shopweave.alerts.errors import NotDelivered, NotReached, SentTooOften, WrongAddress

_SECONDS = 10.0
# Their Markdown knows no escapes: what could be read as form becomes its full-width twin.
_FORM = str.maketrans({"*": "＊", "[": "［", "]": "］", "<": "＜", ">": "＞", "`": "ˋ"})


def plain(text: str) -> str:
    """Text that no bot takes for Markdown."""
    return text.translate(_FORM)


def refuse_elsewhere(field: str, address: str, wanted: Sequence[str]) -> None:
    """Raise `WrongAddress` unless the address is one of the service: it would be sent secrets."""
    if not address.startswith(tuple(wanted)):
        raise WrongAddress(field=field, wanted=wanted[0])


def post(
    service: str, address: str, body: Mapping[str, Any], parameters: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The JSON answer; raises `NotReached`, `SentTooOften` or `NotDelivered`.

    No error names the address: it holds the bot's key.
    """
    url = httpx.URL(address)
    try:
        answer = httpx.post(
            url.copy_merge_params(parameters or {}), json=dict(body), timeout=_SECONDS
        )
    except httpx.HTTPError as error:
        raise NotReached(service=service, reason=type(error).__name__) from error
    if answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
        raise SentTooOften(service=service)
    if answer.is_server_error:
        raise NotReached(service=service, reason=f"HTTP {answer.status_code}")
    try:
        told = answer.json()
    except ValueError as error:
        raise NotDelivered(service=service, reason=f"HTTP {answer.status_code}") from error
    return told if isinstance(told, dict) else {}


def refuse_code(service: str, code: object, words: object, busy: Sequence[int] = ()) -> None:
    """Raise for an answer that is not 0; `busy` are the codes of too many messages."""
    if code in busy:
        raise SentTooOften(service=service)
    if code != 0:
        raise NotDelivered(service=service, reason=f"{code}: {str(words)[:120]}")
