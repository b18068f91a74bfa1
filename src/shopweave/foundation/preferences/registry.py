"""Which preferences there are, and their way to JSON and back."""

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import ValidationError

from shopweave.foundation.preferences.errors import NotAPreference, UnknownPreference
from shopweave.foundation.registry import Registry

P = TypeVar("P")
_preferences = Registry("preferences")
registered = _preferences.registered
name_of = _preferences.name_of
encode = _preferences.encode


def preference(name: str) -> Callable[[type[P]], type[P]]:
    """Register a frozen dataclass, every field with a default, as the preferences `name`."""

    def register(cls: type[P]) -> type[P]:
        cls()
        return _preferences.register(name)(cls)

    return register


def decode(name: str, values: dict[str, Any]) -> Any:
    """The object of these values; what is absent takes its default, what is unknown is ignored.

    Raises `NotAPreference` for a value that does not fit and `UnknownPreference` for the name.
    """
    if name not in registered():
        raise UnknownPreference(name=name)
    try:
        return _preferences.decode(name, values)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        problem = NotAPreference(name=name, field=field, reason=first["msg"])
        problem.rule, problem.bounds = first["type"], first.get("ctx", {})
        raise problem from error
