"""Tell new rows from changed ones and from replays, before anything is written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Any, Generic, Protocol, TypeVar

import orjson


class Inbound(Protocol):
    """A draft from outside: a frozen dataclass with its own key and, if known, its age."""

    @property
    def external_id(self) -> str:
        """The key that its source gives it."""
        ...

    @property
    def external_updated_at(self) -> datetime | None:
        """When its source last changed it."""
        ...


class Known(Protocol):
    """The row that is there already, as far as sifting looks at it."""

    @property
    def id(self) -> str:
        """Our key."""
        ...

    @property
    def hash(self) -> bytes | None:
        """Digest of the draft it was made from; None for a row that was only implied."""
        ...

    @property
    def external_updated_at(self) -> datetime | None:
        """When its source last changed it."""
        ...


Draft = TypeVar("Draft", bound=Inbound)


@dataclass(frozen=True, slots=True)
class Sifted(Generic[Draft]):
    """Drafts with their digests: to insert, to overwrite (with what is there), to leave alone."""

    new: list[tuple[Draft, bytes]] = field(default_factory=list)
    changed: list[tuple[Draft, bytes, Any]] = field(default_factory=list)
    same: list[tuple[Draft, Any]] = field(default_factory=list)


def digest(draft: object) -> bytes:
    """16 bytes that differ whenever the draft differs (BLAKE2b of its JSON)."""
    text = orjson.dumps(draft, option=orjson.OPT_SORT_KEYS)
    return blake2b(text, digest_size=16).digest()


def sift(
    drafts: Sequence[Draft],
    known: Mapping[str, Known],
    digest: Callable[[Draft], bytes] = digest,
) -> Sifted[Draft]:
    """Sort drafts (each external id once) against what is known, by external id."""
    sifted: Sifted[Draft] = Sifted()
    for draft in drafts:
        here = known.get(draft.external_id)
        mark = digest(draft)
        if here is None:
            sifted.new.append((draft, mark))
        elif here.hash == mark or _older(draft, here):
            sifted.same.append((draft, here))
        else:
            sifted.changed.append((draft, mark, here))
    return sifted


def _older(draft: Inbound, here: Known) -> bool:
    ours, theirs = here.external_updated_at, draft.external_updated_at
    return ours is not None and theirs is not None and theirs < ours
