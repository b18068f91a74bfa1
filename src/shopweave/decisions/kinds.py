"""What approving, undoing and replaying mean, kind by kind; the skills say it in app.py."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from shopweave.decisions.types import Decision
from shopweave.foundation.database import Transaction

Act = Callable[[Transaction, Decision], None]
Replay = Callable[[Transaction, Decision], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of decision behaves.

    approve: enqueue the effect. undo: enqueue taking it back. replay: decide again from the
    recorded inputs and return `what`; raises `ModelGone` when the model is not on disk any more.
    """

    approve: Act | None = None
    undo: Act | None = None
    replay: Replay | None = None


class Kinds:
    """All kinds of decision that this installation makes."""

    def __init__(self) -> None:
        self._by_name: dict[str, Kind] = {}

    def on(
        self,
        kind: str,
        *,
        approve: Act | None = None,
        undo: Act | None = None,
        replay: Replay | None = None,
    ) -> "Kinds":
        """Say what can be done with decisions of this kind, or of all whose names begin so."""
        if kind in self._by_name:
            raise ValueError(f"{kind} is said twice")
        self._by_name[kind] = Kind(approve, undo, replay)
        return self

    def of(self, kind: str) -> Kind:
        """What was said of "recommend.home", or else of "recommend"; nothing can be done else."""
        name = kind
        while name not in self._by_name and "." in name:
            name = name.rpartition(".")[0]
        return self._by_name.get(name, Kind())
