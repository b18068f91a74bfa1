"""Every route of an application with the permission it declares, for the architecture test."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts
from starlette.routing import BaseRoute, Mount

from shopweave.trust.permissions.guard import Requirement


@dataclass(frozen=True, slots=True)
class Declared:
    """One route, its methods, and its requirements; none means nobody thought of it."""

    path: str
    methods: frozenset[str]
    requirements: tuple[Requirement, ...]


def inventory(routes: Sequence[BaseRoute], prefix: str = "") -> Iterator[Declared]:
    """Every route below `routes`, through included routers and mounts."""
    for context in iter_route_contexts(routes):
        path = prefix + (context.path or "")
        mounted = context.route if isinstance(context.route, Mount) else None
        own = tuple(_requirements(context, mounted))
        if mounted is not None and mounted.routes and not own:
            yield from inventory(mounted.routes, path)
        else:
            yield Declared(path, frozenset(getattr(context, "methods", None) or ()), own)


def _requirements(context: Any, mounted: Mount | None) -> Iterator[Requirement]:
    dependant = getattr(context, "dependant", None)
    if dependant is not None:
        yield from _called(dependant)
        return
    marked = mounted.app if mounted is not None else getattr(context, "endpoint", None)
    requirement = getattr(marked, "requirement", None)
    if isinstance(requirement, Requirement):
        yield requirement


def _called(dependant: Dependant) -> Iterator[Requirement]:
    if isinstance(dependant.call, Requirement):
        yield dependant.call
    for inner in dependant.dependencies:
        yield from _called(inner)
