"""What a link may do; app.py says it, since this room knows no skill."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from shopweave.alerts.errors import UnknownAction
from shopweave.foundation.database import Transaction
from shopweave.trust.permissions import Permission, Principal

Perform = Callable[[Transaction, Principal, str, datetime], None]


@dataclass(frozen=True, slots=True)
class Action:
    """perform: called with who pressed, the subject and the time, in the link's transaction."""

    permission: Permission
    perform: Perform


class Actions:
    """Everything that links may do in this installation."""

    def __init__(self) -> None:
        self._by_name: dict[str, Action] = {}

    def on(self, name: str, permission: Permission, perform: Perform) -> "Actions":
        """Say what an action does and who may do it."""
        if name in self._by_name:
            raise ValueError(f"{name} is said twice")
        self._by_name[name] = Action(permission, perform)
        return self

    def of(self, name: str) -> Action:
        """What was said; raises `UnknownAction`."""
        if name not in self._by_name:
            raise UnknownAction(action=name)
        return self._by_name[name]
